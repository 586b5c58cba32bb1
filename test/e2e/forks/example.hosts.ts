import { waitUntil } from '../../../dev/machine/wait-until';
import { run } from '../support/run';
import { TicketsExample } from '../support/tickets';

let example: TicketsExample;
beforeAll(async () => { example = await TicketsExample.start('e2e-tickets'); }, 900_000);
afterAll(() => example.remove());

test('servers start as forks, the front finds them, and each signs with a key of its own', async () => {
  const props = { isFork: true, seconds: 3 };
  await example.apply({ ...props, servers: 1 });
  await example.waitUntilItAnswers();
  await example.apply({ ...props, servers: 4 });
  await waitUntil('each has its own key', async () => {
    const keys = await Promise.all([0, 1, 2, 3].map((index) => key(index)));
    return new Set(keys).size === 4;
  });
  const tickets = await Promise.all(Array.from({ length: 40 }, () => example.ticket()));
  expect(new Set(tickets).size).toBe(40);
  await example.stack.terraform('plan', '-detailed-exitcode');
  await example.stack.terraform('destroy', '-auto-approve');
}, 600_000);

/** Returns the key with which a server signs. */
async function key(index: number): Promise<string> {
  const { docker, address } = example.host.engine;
  const { Id: id } = (await docker.listContainers()).find(({ Names: [name] }) => name!.endsWith(`tickets-${index}`))!;
  const program = 'console.log(require("fs").readFileSync("/tmp/key").toString("hex"))';
  return run('docker', ['-H', address, 'exec', id, 'node', '-e', program]);
}

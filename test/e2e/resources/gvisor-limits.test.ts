import { Managed } from './managed';
import { plainContainer } from './plain-container';
import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';

const PREFIX = 'e2e-gvisor-limits';

let container: Managed;

beforeEach(async () => {
  await cleanUp();
  container = new Managed('docker_container');
});
afterEach(() => container.destroy());
afterAll(cleanUp);

function cleanUp(): Promise<void> {
  return removeNamed(PREFIX);
}

describe('under gVisor, which can\'t change the limits of a running container', () => {
  const under = (more: object) => ({ ...plainContainer(PREFIX), runtime: 'runsc', memory: 64, ...more });

  test.each([
    ['memory', { memory: 96 }],
    ['pids_limit', { pids_limit: 600 }],
    ['cpu_shares', { cpu_shares: 512 }],
    ['restart', { restart: 'always' }],
  ])('a change of %s replaces the container', async (name, change) => {
    await container.apply(under({}));
    const { id } = container;
    expect(await container.apply(under(change))).toEqual({ action: 'replace', changed: [name] });
    expect(container.id).not.toBe(id);
    expect(await container.plan(under(change))).toEqual({ action: 'none', changed: [] });
    expect((await docker.getContainer(container.id).inspect()).State.Running).toBe(true);
  });

  test('settings that are not limits are still changed live', async () => {
    await container.apply(under({}));
    const { id } = container;
    await container.apply(under({ name: `${PREFIX}-other`, wait: true }));
    expect(container.id).toBe(id);
  });
});

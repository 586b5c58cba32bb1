import { addressesInState, earlierStack } from './applied/fixtures';
import { synthesize, SynthesizedStack } from './applied/synthesize';

/*
 * A stack that an earlier commit applied must not lose anything. Terraform destroys a resource whose address is gone, and replaces most
 * resources whose name changes. What Terraform plans is tested in e2e/upgrade.test.ts.
 */

test.each(['berth', 'kreuzwerker'] as const)('addresses and names stay as an earlier commit synthesized them for %s', async (backend) => {
  const now = await synthesize(backend);
  const moved = new Map((now.moved ?? []).map(({ from, to }) => [from, to]));
  const earlier = namesByAddress(earlierStack(backend)).map(([address, name]) => [moved.get(address) ?? address, name]);
  expect(Object.fromEntries(namesByAddress(now))).toEqual(Object.fromEntries(earlier));
});

test('kreuzwerker/docker, which replaces a container for each change of its networks, plans none', async () => {
  const now = await synthesize('kreuzwerker');
  const moved = new Map((now.moved ?? []).map(({ from, to }) => [from, to]));
  const networks = ({ resource }: SynthesizedStack) => Object.entries(resource.docker_container!).map(([id, { networks_advanced: of }]) => (
    [id, of] as const));
  const earlier = networks(earlierStack('kreuzwerker')).map(([id, of]) => [id, JSON.parse(JSON.stringify(of ?? null)
    .replace(/docker_network\.[\w-]+/g, (address) => moved.get(address) ?? address))]);
  expect(networks(now).map(([id, of]) => [id, of ?? null])).toEqual(earlier);
});

test('the configuration has each resource of the earlier state', async () => {
  const now = await synthesize('berth');
  const moved = new Map((now.moved ?? []).map(({ from, to }) => [from, to]));
  const inState = addressesInState().map((address) => moved.get(address) ?? address);
  expect(namesByAddress(now).map(([address]) => address).sort()).toEqual(inState.sort());
});

/** Returns the address of each resource with its name on the engine, if it has one. */
function namesByAddress({ resource }: SynthesizedStack): Array<[address: string, name: string | undefined]> {
  return Object.entries(resource).flatMap(([type, resources]) =>
    Object.entries(resources).map(([id, { name }]): [string, string | undefined] => [`${type}.${id}`, name]));
}

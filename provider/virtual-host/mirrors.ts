import { BrokenRule } from '../../src/shared/virtual-host/broken-rule';
import { matchesRegistry } from '../../src/shared/virtual-host/registry-pattern';
import { VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { Engine } from '../engine/engine';
import { mirrorsIn } from '../registry/endpoints';

/** The only registry that an engine gets from mirrors, in their order, before it asks the registry itself. */
export const MIRRORED = 'docker.io';

/** The port of a URL that has none. */
const PORTS: { readonly [protocol: string]: string } = { 'http:': ':80' };

/** Returns the rules that the mirrors of an engine break: its images of Docker Hub come from there. */
export async function judgeMirrors(engine: Engine, attribute: string, { name, registries = [] }: VirtualHostRules): Promise<BrokenRule[]> {
  const { RegistryConfig: config } = await engine.info();
  const refused = mirrorsIn(config ?? {}).filter((mirror) => !registries.some((pattern) => matchesRegistry(pattern, registryAt(mirror))));
  return refused.map((mirror) => ({
    rule: 'registries',
    attribute,
    problem: `The engine gets images of "${MIRRORED}" from the mirror "${mirror}", and the virtual container host "${name}" may only use `
      + `${registries.map((each) => `"${each}"`).join(', ')}. Add "${registryAt(mirror)}" to \`registries\`, or take the mirror out of the `
      + '`registry-mirrors` of the engine\'s daemon.json.',
  }));
}

/** Returns the registry at a URL, as names of images begin with it. */
function registryAt(mirror: string): string {
  const { hostname, port, protocol } = new URL(mirror);
  return `${hostname}${port === '' ? PORTS[protocol] ?? '' : `:${port}`}`;
}

import { EngineFacts } from './engine-facts';
import { HOST_CONTROLS, HostPath } from '../../src/shared/controls/host';
import { observe } from '../../src/shared/controls/observe';
import { DescribedContainer } from '../../src/shared/controls/reader';
import { Controls } from '../../src/shared/controls/table';
import { Inspect } from '../resources/container/fields/fact';
import { fromEngine } from '../resources/container/fields/model';

/** Returns a container's controls, from its configuration on the engine. */
export function configuredControls(inspect: Inspect, facts: EngineFacts): Controls {
  const mounts = mountsOf(inspect)
    .filter(({ Type: type }) => type === 'bind')
    .map(({ Source: source, RW: writable }) => ({ path: source ?? '', readOnly: !writable }));
  return observeOn(facts, { ...fromEngine(inspect), ...asMounts(mounts) } as unknown as DescribedContainer);
}

/** A mount in the engine's answer. Any field may be missing. */
type EngineMount = Partial<Inspect['Mounts'][number]>;

export function mountsOf({ Mounts: mounts }: Inspect): readonly EngineMount[] {
  return (mounts as readonly EngineMount[] | null | undefined) ?? [];
}

/** Returns the controls that depend on the paths of the host that a container sees. */
export function pathControls(paths: readonly HostPath[], facts: EngineFacts): Pick<Controls, keyof typeof HOST_CONTROLS> {
  return observeOn(facts, asMounts(paths));
}

function asMounts(paths: readonly HostPath[]): DescribedContainer {
  return { mounts: paths.map(({ path, readOnly }) => ({ type: 'bind', source: path, read_only: readOnly })), volumes: [] };
}

function observeOn({ socket }: EngineFacts, container: DescribedContainer): Controls {
  return observe(container, { isUnknown: () => false, ...(socket !== undefined && { engineSocket: socket }) });
}

import { EngineFacts } from './engine-facts';
import { DescribedContainer, observe } from '../../src/shared/controls/observe';
import { ControlName, Controls } from '../../src/shared/controls/table';
import { Inspect } from '../resources/container/fields/fact';
import { fromEngine } from '../resources/container/fields/model';

/** What a container has of each control, as the engine shows it. */
export function configuredControls(inspect: Inspect, facts: EngineFacts): Controls {
  const mounts = mountsOf(inspect)
    .filter(({ Type: type }) => type === 'bind')
    .map(({ Source: source, RW: writable }) => ({ path: source ?? '', readOnly: !writable }));
  return observed({ ...fromEngine(inspect), ...asMounts(mounts) } as unknown as DescribedContainer, facts);
}

/** A mount as the engine shows it, of which any part may be missing. */
type MountSeen = Partial<Inspect['Mounts'][number]>;

export function mountsOf({ Mounts: mounts }: Inspect): readonly MountSeen[] {
  return (mounts as readonly MountSeen[] | null | undefined) ?? [];
}

/** What paths of the host mean for the controls that are about them. */
export function pathControls(paths: readonly HostPath[], facts: EngineFacts): Pick<Controls, 'engine_socket' | 'host_paths'> {
  const { engine_socket, host_paths } = observed(asMounts(paths), facts) as Required<Pick<Controls, Extract<ControlName, 'engine_socket' | 'host_paths'>>>;
  return { engine_socket, host_paths };
}

export interface HostPath {
  readonly path: string;
  readonly readOnly: boolean;
}

function asMounts(paths: readonly HostPath[]): DescribedContainer {
  return { mounts: paths.map(({ path, readOnly }) => ({ type: 'bind', source: path, read_only: readOnly })), volumes: [] };
}

function observed(container: DescribedContainer, { socket }: EngineFacts): Controls {
  return observe(container, { isUnknown: () => false, ...(socket !== undefined && { engineSocket: socket }) });
}

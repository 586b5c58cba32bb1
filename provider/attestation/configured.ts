import { HOST_CONTROLS, mountsOfPaths } from '../../src/shared/controls/host';
import { HostPath, SharedFolder } from '../../src/shared/controls/host-path';
import { observe } from '../../src/shared/controls/observe';
import { DescribedContainer } from '../../src/shared/controls/reader';
import { Controls } from '../../src/shared/controls/table';
import { Unknown } from '../framework/value/value';
import { mayLogAsEngineDoes, withoutEngineAdditions } from '../isolation/engine-additions';
import { EngineFacts } from '../isolation/engine-facts';
import { Inspect } from '../resources/container/fields/fact';
import { fromEngine } from '../resources/container/fields/model';

/** What is known about the host of a container. */
export interface Host {
  readonly facts: EngineFacts;
  /** The folders that the container may mount. */
  readonly sharedFolders: readonly SharedFolder[];
}

/**
 * Returns a container's controls, from its configuration on the engine. Those that it does not show are missing.
 *
 * @param paths  the paths of the host that its mounts show
 */
export function configuredControls(inspect: Inspect, paths: readonly HostPath[], host: Host): Controls {
  const logs = mayLogAsEngineDoes(inspect, host.facts) ? { log_opts: Unknown.PLAIN } : {};
  return observeOn(host, { ...fromEngine(withoutEngineAdditions(inspect, host.facts)), ...mountsOfPaths(paths), ...logs });
}

/** Returns the controls that depend on the paths of the host that a container sees. */
export function pathControls(paths: readonly HostPath[], host: Host): Pick<Controls, keyof typeof HOST_CONTROLS> {
  return observeOn(host, mountsOfPaths(paths));
}

function observeOn({ facts: { socket, folder }, sharedFolders }: Host, container: DescribedContainer): Controls {
  const isUnknown = (value: unknown) => value instanceof Unknown;
  return observe(container, { isUnknown, sharedFolders, engineFolders: [folder], ...(socket !== undefined && { engineSocket: socket }) });
}

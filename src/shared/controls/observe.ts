import { readHostPaths } from './host';
import { HostPath } from './host-path';
import { DescribedContainer, ifKnown, ObserveOptions, Reader } from './reader';
import { CONTROL_NAMES, controlRow, Controls } from './table';

/** All attributes of `docker_container` that the value of a control depends on. */
export const OBSERVED_ATTRIBUTES: readonly string[] = [
  ...new Set(CONTROL_NAMES.flatMap((name) => controlRow(name).observation.attributes)),
];

/** Returns the value of each control for a container. A value that is known only after apply is left out. */
export function observe(container: DescribedContainer, options: ObserveOptions): Controls {
  const reader = new Reader<string>(container, options);
  return Object.fromEntries(CONTROL_NAMES.flatMap((name) => ifKnown<Array<[string, unknown]>>(
    () => [[name, controlRow(name).observation.read(reader)]], [],
  )));
}

/** Returns the paths of the host that a container sees and that are known. */
export function hostPathsOf(container: DescribedContainer, isUnknown: ObserveOptions['isUnknown']): HostPath[] {
  return ifKnown(() => readHostPaths(new Reader<string>(container, { isUnknown })), []);
}

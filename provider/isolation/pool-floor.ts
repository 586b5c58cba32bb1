import { IsolationFloor } from './floor';
import { Unknown } from '../framework/value/value';

/**
 * Returns why a container or a build can't be in a control group: there, it could use up what belongs to others. Where the floor lists
 * pools, it must be in one of these. Else it must be in the engine's own group, if the floor asks for `cgroup_namespace`. Accepts unknown
 * values.
 */
export function outsidePools(parent: unknown, { pools, controls, path }: IsolationFloor): string | undefined {
  const isLimited = pools.length > 0 || controls.cgroup_namespace !== undefined;
  const isAllowed = pools.length === 0 ? (parent ?? '') === '' : pools.includes(String(parent));
  if (!isLimited || isAllowed || parent instanceof Unknown) return undefined;
  return `is ${JSON.stringify(parent ?? '')}. The floor in "${path}" allows `
    + `${pools.length === 0 ? 'none' : pools.map((each) => `"${each}"`).join(', ')}. Set it so. `
    + 'Only the owner of that file can allow another one: `pools`.';
}

/** Returns why a container can't keep the kernel from ending its programs: one that waits for memory can't be paused with its pool. */
export function waitsForMemory(oomKillDisable: unknown, { pools, path }: IsolationFloor): string | undefined {
  if (pools.length === 0 || oomKillDisable !== true) return undefined;
  return 'is true. With control groups v1, its programs would wait for memory forever, and one that waits can\'t be paused with its pool. '
    + `The floor in "${path}" has \`pools\`. Remove it.`;
}

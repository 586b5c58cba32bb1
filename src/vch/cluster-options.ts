import { notInCluster } from './errors';
import { VirtualContainerHostProps } from './virtual-container-host-props';
import { BerthError } from '../private/berth-error';

/** What to do instead of options, by their names. */
type Options = Partial<Record<keyof VirtualContainerHostProps, string>>;

/** The options that need a control group, or an engine that counts: a cluster has neither as a whole. */
const OF_ONE_ENGINE: Options = {
  memorySwap: 'leave it out: a task may swap as much as its memory limit',
  guaranteed: 'leave it out',
  shares: 'leave it out, and limit `cpus` of the containers',
  diskWeight: 'leave it out',
  diskLimits: 'leave it out',
  shrink: 'leave it out: a bound below the sum of limits is refused when the stack is synthesized',
  suspended: 'leave it out, and set `replicas` of sets of clones to 0',
  storage: 'leave it out, and use `maxVolumes`',
  anonymousVolumes: 'leave it out, and mount a volume where the image declares one',
  networkParents: 'leave it out: the networks of a cluster span its nodes',
};

/** The same, of what a namespace has: a quota of storage, and a priority. */
const NOT_IN_NAMESPACE: Options = {
  ...OF_ONE_ENGINE,
  shares: undefined,
  storage: undefined,
  memorySwap: 'leave it out: what pods swap is for the kubelet to decide',
  processes: 'leave it out: the kubelet of each node limits the processes of a pod',
  signatureKeys: 'leave it out, and have an admission policy of the cluster verify signatures',
};

/** Refuses what a virtual container host on a cluster can't have. */
export function checkForCluster(props: VirtualContainerHostProps, keeping: 'limits' | 'namespace'): BerthError[] {
  return Object.entries(keeping === 'limits' ? OF_ONE_ENGINE : NOT_IN_NAMESPACE).flatMap(([name, next]) => {
    const value: unknown = props[name as keyof VirtualContainerHostProps];
    const isHarmless = next === undefined || value === undefined || value === false || Array.isArray(value) && value.length === 0;
    return isHarmless ? [] : [notInCluster(name, next)];
  });
}

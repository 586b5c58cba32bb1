import { runtimeCannot, runtimeNeedsMore } from './errors';
import { IpcMode } from './namespaces';
import { SeccompProfile } from '../../isolation/seccomp-profile';
import { ContainerModel } from '../../model/container';
import { RuntimeCapabilities } from '../../model/runtime-capabilities';
import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';

type Feature = readonly [feature: keyof RuntimeCapabilities, what: string, prop: string, isAsked: (model: ContainerModel) => boolean];

/** What a runtime may be unable to do, the message's words for it, the prop that asks for it, and whether a container does. */
const FEATURES: readonly Feature[] = [
  ['hostNetwork', 'cannot use the host\'s network', 'networkMode', ({ networkMode }) => networkMode === 'host'],
  ['joinedNetwork', 'cannot share the network of another container', 'networkMode',
    ({ networkMode }) => networkMode?.startsWith('container:') ?? false],
  ['joinedNamespaces', 'cannot share processes', 'pidMode', ({ pidMode }) => pidMode !== undefined],
  ['joinedNamespaces', 'cannot share memory', 'ipcMode', ({ ipcMode }) => ipcMode === IpcMode.HOST],
  ['devices', 'cannot use devices of the host', 'devices', ({ devices }) => devices.length > 0],
  ['devices', 'cannot use GPUs', 'gpus', ({ gpus }) => gpus !== undefined],
  ['sysctls', 'cannot set kernel parameters', 'sysctls', ({ sysctls = {} }) => Object.keys(sysctls).length > 0],
  ['seccompProfiles', 'ignores seccomp profiles, since a kernel of its own answers the calls', 'seccomp',
    ({ seccomp = SeccompProfile._ENGINE }) => seccomp !== SeccompProfile._ENGINE],
  ['exec', 'cannot start further processes, such as health checks', 'healthCheck',
    ({ healthCheck }) => healthCheck !== undefined && healthCheck.test[0] !== 'NONE'],
];

/** Returns an error for each field that asks for something the container's runtime cannot do. */
export function checkRuntime(model: ContainerModel): BerthError[] {
  const { runtime, memory, pidsLimit } = model;
  if (!runtime) return [];
  const { capabilities, name } = runtime;
  const { minimumMemory, minimumPidsLimit = 1 } = capabilities;
  const unsupported = FEATURES.filter(([feature, , , isAsked]) => capabilities[feature] === false && isAsked(model));
  const bytes = memory?.toBytes();
  return [
    ...unsupported.map(([, what, prop]) => runtimeCannot(name, what, prop)),
    ...(minimumMemory && isKnown(bytes) && bytes < minimumMemory.toBytes()
      ? [runtimeNeedsMore(name, 'memory', `${minimumMemory}`, `${memory}`)]
      : []),
    ...(isKnown(pidsLimit) && pidsLimit > 0 && pidsLimit < minimumPidsLimit
      ? [runtimeNeedsMore(name, 'pidsLimit', String(minimumPidsLimit), String(pidsLimit))]
      : []),
  ];
}

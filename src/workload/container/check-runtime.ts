import { ContainerProps } from './container-options';
import { runtimeCannot, runtimeNeedsMore } from './errors';
import { IpcMode } from './namespaces';
import { RuntimeCapabilities } from '../../isolation/runtime';
import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';

type Asked = readonly [capability: keyof RuntimeCapabilities, what: string, prop: string, isAsked: (props: ContainerProps) => boolean];

/** What a runtime may lack, by which prop a container asks for it, and whether it does. */
const ASKED: readonly Asked[] = [
  ['hostNetwork', 'is never on the network of the host', 'networkMode', ({ networkMode }) => networkMode?.name === 'host'],
  ['joinedNetwork', 'shares no network with another container', 'networkMode', ({ networkMode }) => networkMode?.name.startsWith('container:') ?? false],
  ['joinedNamespaces', 'shares no processes', 'pidMode', ({ pidMode }) => pidMode !== undefined],
  ['joinedNamespaces', 'shares no memory', 'ipcMode', ({ ipcMode }) => ipcMode === IpcMode.HOST],
  ['devices', 'has no devices of the host', 'devices', ({ devices = [] }) => devices.length > 0],
  ['sysctls', 'sets no kernel parameters', 'sysctls', ({ sysctls = {} }) => Object.keys(sysctls).length > 0],
  ['seccompProfiles', 'ignores a seccomp profile, since its own kernel answers the calls', 'seccomp', ({ seccomp }) => seccomp?._option !== undefined],
  ['exec', 'runs no further processes, which health checks are', 'healthCheck', ({ healthCheck }) => healthCheck !== undefined && !healthCheck._isNone],
];

/** What a container asks of its runtime that it can't do. */
export function checkRuntime(props: ContainerProps): BerthError[] {
  const { runtime, memory, pidsLimit } = props;
  if (!runtime) return [];
  const { capabilities, name } = runtime;
  const { minimumMemory, minimumPidsLimit = 1 } = capabilities;
  const tooMuch = ASKED.filter(([capability, , , isAsked]) => capabilities[capability] === false && isAsked(props));
  const bytes = memory?.toBytes();
  return [
    ...tooMuch.map(([, what, prop]) => runtimeCannot(name, what, prop)),
    ...(minimumMemory && isKnown(bytes) && bytes < minimumMemory.toBytes() ? [runtimeNeedsMore(name, 'memory', `${minimumMemory}`, `${memory}`)] : []),
    ...(isKnown(pidsLimit) && pidsLimit > 0 && pidsLimit < minimumPidsLimit
      ? [runtimeNeedsMore(name, 'pidsLimit', String(minimumPidsLimit), String(pidsLimit))]
      : []),
  ];
}

import { networkSettings } from './network-settings';
import { timeOf } from './time';
import { commandOf } from '../settings/config';
import { Json } from '../settings/json';
import { expand } from '../settings/settings';
import { Container, isRunning } from '../state/container';
import { EngineState } from '../state/engine-state';
import { derivedId } from '../state/ids';
import { ROOT } from '../state/volumes';

/** Returns the answer to an inspect of a container. */
export function inspectOf(state: EngineState, container: Container, withSize: boolean): Json {
  const { id, name, imageId, created, mounts, started, restarts } = container;
  const config = expand(container.config);
  const [path = '', ...args] = commandOf(config);
  const folder = `${ROOT}/containers/${id}`;
  const file = (name_: string) => (started === 0 ? '' : `${folder}/${name_}`);
  const layer = `${ROOT}/overlay2/${derivedId(id, 0)}`;
  return {
    Id: id,
    Created: timeOf(created),
    Path: path,
    Args: args,
    State: stateOf(container),
    Image: imageId,
    ResolvConfPath: file('resolv.conf'),
    HostnamePath: file('hostname'),
    HostsPath: file('hosts'),
    LogPath: file(`${id}-json.log`),
    Name: `/${name}`,
    RestartCount: restarts,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: null,
    HostConfig: expand(container.host),
    GraphDriver: {
      Data: { LowerDir: `${layer}-init/diff`, MergedDir: `${layer}/merged`, UpperDir: `${layer}/diff`, WorkDir: `${layer}/work` },
      Name: 'overlay2',
    },
    ...withSize && { SizeRw: 0, SizeRootFs: state.images.byId(imageId).Size },
    Mounts: mounts,
    Config: config,
    NetworkSettings: networkSettings(state, container),
  };
}

function stateOf(container: Container): Json {
  const { status, pid, exitCode, error, started, finished, health, failures } = container;
  return {
    Status: status,
    Running: isRunning(container) || status === 'restarting',
    Paused: status === 'paused',
    Restarting: status === 'restarting',
    OOMKilled: false,
    Dead: false,
    Pid: pid,
    ExitCode: exitCode,
    Error: error,
    StartedAt: timeOf(started),
    FinishedAt: timeOf(finished),
    ...health !== undefined && { Health: { Status: health, FailingStreak: failures, Log: healthLog(container) } },
  };
}

function healthLog({ checks, started, failures }: Container): readonly Json[] {
  if (checks === 0) return [];
  const [at, code] = [timeOf(started), failures > 0 ? 1 : 0];
  return [{ Start: at, End: at, ExitCode: code, Output: '' }];
}

import { listedPorts, networksOf } from './network-settings';
import { durationOf } from './time';
import { commandOf } from '../settings/config';
import { Json } from '../settings/json';
import { field } from '../settings/settings';
import { Container, Health } from '../state/container';
import { EngineState } from '../state/engine-state';

/** Returns a container as a list shows it. */
export function listed(state: EngineState, container: Container, withSize: boolean): Json {
  const { id, name, imageId, created, mounts, status } = container;
  const { config } = container;
  return {
    Id: id,
    Names: [`/${name}`],
    Image: field(config, 'Image'),
    ImageID: imageId,
    Command: commandOf(config.shared).map((each) => (/\s/.test(each) ? `'${each}'` : each)).join(' '),
    Created: Math.floor(created / 1000),
    Ports: listedPorts(container),
    ...withSize && { SizeRootFs: state.images.byId(imageId).Size },
    Labels: field(config, 'Labels'),
    State: status,
    Status: statusOf(container),
    HostConfig: { NetworkMode: field(container.host, 'NetworkMode') },
    NetworkSettings: { Networks: networksOf(state, container) },
    Mounts: mounts,
  };
}

function healthNote(health: Health | undefined): string {
  if (health === undefined) return '';
  return health === 'starting' ? ' (health: starting)' : ` (${health})`;
}

function statusOf({ status, exitCode, started, finished, health }: Container): string {
  const now = Date.now();
  switch (status) {
    case 'created': return 'Created';
    case 'removing': return 'Removal In Progress';
    case 'exited': return `Exited (${exitCode}) ${durationOf(now - finished)} ago`;
    case 'restarting': return `Restarting (${exitCode}) ${durationOf(now - finished)} ago`;
    case 'paused': return `Up ${durationOf(now - started)} (Paused)`;
    case 'running': return `Up ${durationOf(now - started)}${healthNote(health)}`;
  }
}

import { conflict } from '../api-error';
import { SIGKILL } from '../settings/signals';
import { Container, isRunning } from '../state/container';
import { EngineState } from '../state/engine-state';

/** @param kill ends a container that runs */
export function removeContainer(
  state: EngineState, container: Container, { force, volumes }: { readonly force: boolean; readonly volumes: boolean },
  kill: (exitCode: number) => void,
): void {
  const { id, status } = container;
  if (status === 'removing') throw conflict(`removal of container ${container.name} is already in progress`);
  if (isRunning(container) || status === 'restarting') {
    if (!force) throw conflict(refusal(container));
    if (status !== 'restarting') {
      state.emit(container, 'kill', { signal: `${SIGKILL}` });
      kill(128 + SIGKILL);
      // One that is removed when it ends is gone by now.
      if (!state.containers.has({ id })) return;
    }
  }
  removeEnded(state, container, volumes);
}

function refusal({ id, status }: Container): string {
  const how = status === 'paused' ? 'Unpause and then stop' : 'Stop';
  return `You cannot remove a ${status} container ${id}. ${how} the container before attempting removal or force remove`;
}

/** Removes a container that does not run. */
export function removeEnded(state: EngineState, container: Container, volumes: boolean): void {
  state.containers.delete(container);
  if (volumes) {
    for (const name of container.anonymous) {
      state.volumes.remove({ name }, []);
      state.events.emit('volume', 'destroy', name, { driver: 'local' });
    }
  }
  container.status = 'removing';
  state.emit(container, 'destroy');
  state.changes.emit(`gone:${container.id}`);
}

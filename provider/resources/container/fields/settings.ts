import { decided, Facts, live, made, setting } from './fact';
import { LONGEST_TIMEOUT } from '../../shared/timeouts';
import { integer } from '../../shared/validators';

/** Whether the container should be running. An attached container is a job, which is expected to exit. */
export function shouldRun(model: { readonly [name: string]: unknown }): boolean {
  return model.start !== false && model.must_run !== false && model.attach !== true;
}

/** Whether the container was a job that has exited and was removed because of `rm`. It is expected not to exist. */
export function isDoneAndRemoved(model: { readonly [name: string]: unknown }): boolean {
  return model.attach === true && model.rm === true && typeof model.exit_code === 'number';
}

/** How the provider handles the container, and the results. */
export const settingFacts = {
  start: setting('bool', {
    unset: true,
    description: 'Starts the container after its creation. If false, the container is only created.',
    change: 'A change starts or stops the container.',
    report: (_, known, __, { State: state }) => known ?? !isOnlyCreated(state),
  }),
  must_run: setting('bool', {
    unset: true,
    description: 'Keeps the container running: if it was stopped outside of terraform, a plan reports it and an apply starts it. '
      + 'It is an error if the container exits right after its start (`must_run_for`). '
      + 'Set it to false for a container that exits by itself.',
    report: (_, known, model, { State: state }) => {
      const start = model.start ?? !isOnlyCreated(state);
      const expected = known ?? (state.Running || start === false);
      return expected && (!shouldRun({ ...model, start, must_run: true }) || state.Running);
    },
  }),
  suspended: live('bool', {
    unset: false,
    description: 'Pauses the container: it keeps its memory and its addresses, and uses no CPU time. A new one is started, waited for as '
      + 'usual, and then paused. If its virtual container host has no room for one more that runs, it is paused at once. Its health checks '
      + 'rest. If it was paused or unpaused outside of terraform, a plan reports it and an apply repairs it. A container that is paused '
      + 'only because its `docker_resource_pool` is suspended is as it should be. With true, it stays paused when the pool is resumed.',
    report: (_, known, model, { State: state }) => shouldRun(model) ? state.Running && state.Paused : known ?? false,
  }),
  must_run_for: setting('number', {
    unset: 2,
    validators: [integer(0, 3600, 'seconds')],
    description: 'Seconds that the container must run after its start before the apply counts it as started. If it exits earlier, the '
      + 'apply fails, with the exit code and the last lines of its output, also if the engine restarts it. 0 does not wait. '
      + 'Without effect for jobs (`attach`), with `must_run = false`, and for a container that `wait` has seen healthy.',
  }),
  wait: setting('bool', {
    unset: false,
    description: 'Waits after the start until the container is healthy, or, without a health check, until it runs. '
      + 'Fails at once if the container exits or becomes unhealthy.',
  }),
  wait_timeout: setting('number', {
    unset: 60,
    validators: [integer(1, LONGEST_TIMEOUT / 1000, 'seconds')],
    description: 'Seconds that `wait` waits before the apply fails.',
  }),
  container_read_refresh_timeout_milliseconds: setting('number', {
    unset: 15000,
    validators: [integer(1, undefined, 'milliseconds')],
    description: 'Has no effect. Accepted for configurations written for other providers: when the engine answers a start '
      + 'request, the container runs already, so there is nothing to wait for.',
  }),
  attach: setting('bool', {
    unset: false,
    description: 'Treats the container as a job: waits until it exits, as long as `timeouts` allow. `must_run` has no effect then. '
      + 'The result is in `exit_code`.',
  }),
  logs: setting('bool', {
    unset: false,
    description: 'With `attach`: stores the output of the container in `container_logs`, and therefore in the state.',
  }),
  rm: made('bool', {
    unset: false,
    description: 'Removes the container when it exits. With `attach`, a plan then shows no difference. '
      + 'Without it, the next plan creates the container again.',
    at: {
      field: 'HostConfig.AutoRemove',
      // The provider itself removes an attached container, after it has read the result.
      put: ({ HostConfig: hostConfig }, value, model) => { hostConfig.AutoRemove = value && model.attach !== true; },
      read: (inspect) => inspect.HostConfig.AutoRemove ?? false,
    },
    report: (actual, known, model) => (model.attach === true ? known : actual) ?? false,
  }),
  remove_volumes: setting('bool', {
    unset: true,
    description: 'Removes the container\'s anonymous volumes with it. Named volumes are never removed with a container. '
      + 'Those that bring the files of `upload` and `secret_file` to a `read_only` container are always removed.',
  }),
  destroy_grace_seconds: setting('number', {
    validators: [integer(0, LONGEST_TIMEOUT / 1000, 'seconds')],
    description: 'Seconds that the container has to stop when it is destroyed. '
      + 'The default is `stop_timeout` if that is set; otherwise the container is killed at once.',
  }),
  exit_code: decided('number', {
    description: 'The exit code of the container. Null while it runs.',
    report: (_, __, ___, { State: state }) => state.Running || isNever(state.FinishedAt) ? null : state.ExitCode,
  }),
  container_logs: decided('string', {
    description: 'The output of the container, if `attach` and `logs` are both set.',
    report: (_, known) => known ?? null,
  }),
} satisfies Facts;

/** Whether the container was created and never started. Such a container is imported with `start = false`. */
function isOnlyCreated(state: { readonly Status?: string }): boolean {
  return state.Status === 'created';
}

function isNever(time: string | undefined): boolean {
  return time === undefined || time.startsWith('0001-');
}

import { decided, Facts, made, setting } from './fact';
import { LONGEST_TIMEOUT } from './timeouts';
import { integer } from '../../shared/validators';

/** Whether the container is to be running. One that is attached to is waited for: it is a job, and its end is no fault. */
export function shouldRun(model: { readonly [name: string]: unknown }): boolean {
  return model.start !== false && model.must_run !== false && model.attach !== true;
}

/** Whether it was a job that was waited for and then removed as asked: that it is not there is as it should be. */
export function isDoneAndRemoved(model: { readonly [name: string]: unknown }): boolean {
  return model.attach === true && model.rm === true && typeof model.exit_code === 'number';
}

/** How the provider treats the container, and what it found out when it did. */
export const settingFacts = {
  start: setting('bool', {
    unset: true,
    description: 'Starts the container once it is made. Where it is false, the container is only created.',
    change: 'A change starts or stops the container.',
    report: (_, known, __, { State: state }) => known ?? !isOnlyCreated(state),
  }),
  must_run: setting('bool', {
    unset: true,
    description: 'Keeps the container running: one that was stopped or paused from outside is reported by plan and started by apply, and one that ends right after its start is an error. '
      + 'False is for containers that end by themselves.',
    report: (_, known, model, { State: state }) => {
      const start = model.start ?? !isOnlyCreated(state);
      const asked = known ?? (state.Running || start === false);
      return asked && (!shouldRun({ ...model, start, must_run: true }) || state.Running && !state.Paused);
    },
  }),
  wait: setting('bool', { unset: false, description: 'Waits, after the start, until the container is healthy; one without a health check, until it runs. Ends at once when the container dies or is found unhealthy.' }),
  wait_timeout: setting('number', { unset: 60, validators: [integer(1, LONGEST_TIMEOUT / 1000, 'seconds')], description: 'Seconds after which `wait` gives up, and the apply fails.' }),
  container_read_refresh_timeout_milliseconds: setting('number', {
    unset: 15000,
    validators: [integer(1, undefined, 'milliseconds')],
    description: 'Accepted for configurations written for other providers, and without effect: the engine answers a start when the container runs, so there is nothing to wait for.',
  }),
  attach: setting('bool', { unset: false, description: 'Waits until the container has ended, for as long as `timeouts` allow: it is a job. `must_run` has no meaning then. What it ended with is in `exit_code`.' }),
  logs: setting('bool', { unset: false, description: 'With `attach`: keeps the output of the container in `container_logs`, and so in the state.' }),
  rm: made('bool', {
    unset: false,
    description: 'Removes the container when it has ended. With `attach` that is no difference; without it, the next plan creates the container again.',
    at: {
      field: 'HostConfig.AutoRemove',
      // The container that is attached to is removed by the provider instead, once it has been asked for its end.
      put: ({ HostConfig: hostConfig }, value, model) => { hostConfig.AutoRemove = value && model.attach !== true; },
      see: (inspect) => inspect.HostConfig.AutoRemove ?? false,
    },
    report: (seen, known, model) => (model.attach === true ? known : seen) ?? false,
  }),
  remove_volumes: setting('bool', { unset: true, description: 'Removes the container\'s own, nameless volumes with it. Volumes with a name are never removed with a container.' }),
  destroy_grace_seconds: setting('number', {
    validators: [integer(0, LONGEST_TIMEOUT / 1000, 'seconds')],
    description: 'Seconds that the program has to stop when the container is destroyed. Without it that is `stop_timeout` where it is set, else none: the container is killed.',
  }),
  exit_code: decided('number', {
    description: 'The exit code that the program ended with. Null while it runs.',
    report: (_, __, ___, { State: state }) => state.Running || isNever(state.FinishedAt) ? null : state.ExitCode,
  }),
  container_logs: decided('string', {
    description: 'The output of the container, where `attach` and `logs` are both set.',
    report: (_, known) => known ?? null,
  }),
} satisfies Facts;

/** Whether it never was started, and not by an oversight: the import of such a container is that of one that is not to run. */
function isOnlyCreated(state: { readonly Status?: string }): boolean {
  return state.Status === 'created';
}

function isNever(time: string | undefined): boolean {
  return time === undefined || time.startsWith('0001-');
}

import { inContainer, PodTable } from './kubernetes-row';
import { CLONE_INDEX, CLONE_NAME, hasNumber, podText } from './placeholders';
import { literals } from '../../private/literal';
import { isKnown } from '../../private/tokens';
import { hasPlaceholder } from '../../shared/clones';

type ProcessField = 'command' | 'entryPoint' | 'environment' | 'user' | 'supplementaryGroups' | 'workingDirectory' | 'init' | 'tty'
  | 'stdinOpen' | 'stopSignal' | 'stopGracePeriod' | 'labels' | 'hostname';

const NO_NUMBER = 'can\'t have CloneSet.NUMBER, since Kubernetes counts clones from 0. Use CloneSet.INDEX, and add 1 in the program';
const NO_PLACEHOLDER = 'can\'t differ between the clones of a set. Use a placeholder in `environment`, and read the variable';

/** Kubernetes takes numbers only: it does not look into the image. */
const IDS = /^\d+(:\d+)?$/;

/** The names of annotations (Kubernetes, "Annotations", syntax). */
const ANNOTATION = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

/** Annotations by which Kubernetes, network plugins and runtimes change how a pod is isolated, or that Berth sets. */
const SPECIAL = new RegExp('^(([a-z0-9.-]+\\.)?(kubernetes\\.io|k8s\\.io|cncf\\.io|projectcalico\\.org|cilium\\.io)|berth)/'
  + '|^(io\\.kubernetes|io\\.katacontainers|dev\\.gvisor|io\\.cilium|io\\.containerd|run\\.oci)\\.');

/** The names of variables (Kubernetes, "EnvVar"). */
const VARIABLE = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** The signal of a runtime, unless the image says otherwise. */
const DEFAULT_SIGNALS = ['SIGTERM', 'TERM', '15'];

/** How the process of a container becomes that of a pod. */
export const PROCESS_ROWS: PodTable<ProcessField> = {
  command: {
    ...inContainer<string[]>('args', (words) => words.map(podText)),
    refusal: (words) => words.some(hasNumber) ? NO_NUMBER : undefined,
  },
  entryPoint: {
    ...inContainer<string[]>('command', (words) => words.map(podText)),
    refusal: (words) => words.some(hasNumber) ? NO_NUMBER
      : words.length === 0 ? 'can\'t be empty: a pod has no way to leave out the image\'s own. Name the program' : undefined,
  },
  environment: {
    keeping: 'otherwise',
    how: '`CloneSet.INDEX` makes a set of clones a StatefulSet; `CloneSet.NUMBER` is refused',
    refusal: (variables) => Object.values(variables).some(hasNumber) ? NO_NUMBER : variableProblem(Object.keys(variables)),
    write: (variables) => ({
      container: {
        env: Object.keys(variables).length === 0 ? undefined
          : Object.entries(variables).map(([name, text]) => ({ name, value: podText(text) })),
      },
    }),
  },
  user: {
    keeping: 'otherwise',
    how: 'as numbers only',
    refusal: (user) => isKnown(user) && !IDS.test(user)
      ? `can't be "${user}", since Kubernetes does not read the image's users. Write the numbers, such as "1000:1000"` : undefined,
    write: (user) => {
      if (user === undefined) return {};
      const [id, group] = isKnown(user) ? user.split(':') : [user];
      const isRoot = isKnown(user) && Number(id) === 0;
      const nonRoot = isRoot ? undefined : true;
      // The provider sends false for the pod if nothing is set, which the Pod Security level "restricted" refuses.
      return { security: { run_as_user: id, run_as_group: group, run_as_non_root: nonRoot }, podSecurity: { run_as_non_root: nonRoot } };
    },
  },
  supplementaryGroups: {
    keeping: 'otherwise',
    how: 'as numbers only',
    refusal: (groups) => groups.some((group) => isKnown(group) && !/^\d+$/.test(group))
      ? 'can only have numbers, since Kubernetes does not read the image\'s groups' : undefined,
    write: (groups) => ({ podSecurity: { supplemental_groups: groups?.map((group) => isKnown(group) ? Number(group) : group) } }),
  },
  workingDirectory: inContainer('working_dir'),
  init: {
    keeping: 'otherwise',
    how: 'the pod shares its processes with its own first one, which reaps them (`shareProcessNamespace`)',
    write: (init) => ({ pod: { share_process_namespace: init || undefined } }),
  },
  tty: inContainer('tty'),
  stdinOpen: inContainer('stdin'),
  stopSignal: {
    keeping: 'otherwise',
    how: 'a hook sends it before the signal of the image (`preStop`), for which the image needs `sh` and `sleep`',
    refusal: (signal, { init }) => init && !DEFAULT_SIGNALS.includes(signal)
      ? 'can\'t be sent with `init`, since the first process of the pod is another one then. Leave one of them out' : undefined,
    write: (signal) => ({ container: signal === undefined || DEFAULT_SIGNALS.includes(signal) ? {} : { lifecycle: stopHook(signal) } }),
  },
  stopGracePeriod: {
    keeping: 'kept',
    write: (period) => ({ pod: { termination_grace_period_seconds: period.toSeconds() } }),
  },
  hostname: {
    keeping: 'otherwise',
    how: 'as a DNS label; the pods of a set of clones have their own names',
    refusal: (name, { clones }) => clones !== undefined ? 'can\'t be set for a set of clones: each pod has its own name. Leave it out'
      : isKnown(name) && !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)
        ? `can't be "${name}": use at most 63 lower-case letters, digits and "-"` : undefined,
    write: (hostname) => ({ pod: { hostname } }),
  },
  labels: {
    keeping: 'otherwise',
    how: 'as annotations, whose values may be any text',
    refusal: (labels) => Object.values(labels).some(hasPlaceholder) ? NO_PLACEHOLDER : nameProblem(Object.keys(labels)),
    write: (labels) => ({ annotations: literals(labels) }),
  },
};

/** The hook ends with the container, or when the time to stop is over: until then, no other signal is sent. */
function stopHook(signal: string) {
  return { pre_stop: [{ exec: { command: ['sh', '-c', `kill -s ${signal.replace(/^SIG/, '')} 1; exec sleep 86400`] } }] };
}

/** Returns whether an annotation changes more than what people read. */
export function isSpecial(name: string): boolean {
  return SPECIAL.test(name);
}

function variableProblem(names: readonly string[]): string | undefined {
  const own = names.find((name) => [CLONE_NAME, CLONE_INDEX].includes(name));
  if (own !== undefined) return `can't have "${own}", which Berth sets. Use another name`;
  const invalid = names.find((name) => isKnown(name) && !VARIABLE.test(name));
  return invalid === undefined ? undefined
    : `can't have "${invalid}": use letters, digits, "-", "_" and ".", and don't begin with a digit`;
}

function nameProblem(names: readonly string[]): string | undefined {
  const special = names.find((name) => isKnown(name) && isSpecial(name));
  if (special !== undefined) return `can't have "${special}", since Kubernetes, a runtime, a network plugin or Berth reads it. Remove it`;
  const invalid = names.find((name) => isKnown(name) && !ANNOTATION.test(name));
  return invalid === undefined ? undefined
    : `can't have "${invalid}", which is no name of an annotation: use at most 63 letters, digits, "-", "_" and ".", beginning and ending `
      + 'with a letter or digit';
}

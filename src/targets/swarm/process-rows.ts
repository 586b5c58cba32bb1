import { hasIndex, withSlots } from './placeholders';
import { inContainer, ServiceTable } from './service-row';
import { literal, literals } from '../../private/literal';
import { hasPlaceholder } from '../../shared/clones';
import { Duration } from '../../units/duration';

type ProcessField = 'command' | 'entryPoint' | 'environment' | 'user' | 'supplementaryGroups' | 'workingDirectory' | 'init' | 'tty'
  | 'stdinOpen' | 'stopSignal' | 'stopGracePeriod' | 'labels' | 'hostname';

const NO_INDEX = 'can\'t have CloneSet.INDEX, since a swarm counts tasks from 1. Use CloneSet.NUMBER, and subtract 1 in the program';
const NO_PLACEHOLDER = 'can\'t differ between the tasks of a service. Use a placeholder in `environment`, and read the variable';

/** How the process of a container becomes that of a task. */
export const PROCESS_ROWS: ServiceTable<ProcessField> = {
  command: {
    ...inContainer<string[]>('args', (words) => words.map(literal)),
    refusal: (words) => words.some(hasPlaceholder) ? NO_PLACEHOLDER : undefined,
  },
  entryPoint: {
    ...inContainer<string[]>('command', (words) => words.map(literal)),
    refusal: (words) => words.some(hasPlaceholder) ? NO_PLACEHOLDER
      : words.length === 0 ? 'can\'t be empty: a service has no way to leave out the image\'s own. Name the program' : undefined,
  },
  environment: {
    keeping: 'otherwise',
    how: '`CloneSet.NUMBER` and `CloneSet.NAME` count from 1; `CloneSet.INDEX` is refused',
    refusal: (variables) => Object.values(variables).some(hasIndex) ? NO_INDEX : undefined,
    write: (variables) => ({
      container: {
        env: Object.keys(variables).length === 0 ? undefined
          : literals(Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, withSlots(text)]))),
      },
    }),
  },
  user: inContainer('user'),
  supplementaryGroups: inContainer('groups'),
  workingDirectory: inContainer('dir'),
  init: inContainer<boolean>('init', (init) => init || undefined),
  tty: inContainer('tty'),
  stdinOpen: inContainer('open_stdin'),
  stopSignal: inContainer('stop_signal'),
  stopGracePeriod: inContainer<Duration>('stop_grace_period', (period) => period._toGoString()),
  hostname: {
    ...inContainer<string>('hostname', withSlots),
    refusal: (name) => hasIndex(name) ? NO_INDEX : undefined,
  },
  labels: {
    keeping: 'kept',
    refusal: (labels) => Object.values(labels).some(hasPlaceholder) ? NO_PLACEHOLDER : undefined,
    write: (labels) => {
      const blocks = Object.entries(labels).map(([label, value]) => ({ label, value: literal(value) }));
      return blocks.length === 0 ? {} : { service: { labels: blocks }, container: { labels: blocks } };
    },
  },
};

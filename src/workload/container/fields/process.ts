import { AS_GIVEN, FieldTable, literalTexts, plain } from './field';
import { seconds } from './quantities';
import { Backend } from '../../../backend/backend';
import { notOnThisBackend } from '../../../backend/errors';
import { BerthError } from '../../../private/berth-error';
import { emptyValue, invalidName } from '../../../private/errors';
import { literal, unescaped } from '../../../private/literal';
import { isKnown } from '../../../private/tokens';
import { isUser, USERS } from '../../../shared/user';
import { Duration } from '../../../units/duration';

type ProcessField = 'command' | 'entryPoint' | 'environment' | 'user' | 'supplementaryGroups' | 'workingDirectory' | 'init' | 'tty'
  | 'stdinOpen' | 'stopSignal' | 'stopGracePeriod';

/** The fields of the process that runs in a container. */
export const PROCESS_FIELDS: FieldTable<ProcessField> = {
  command: literalTexts('command'),
  entryPoint: {
    ...literalTexts('entrypoint'),
    check: (value, _, { backend }) => (backend === Backend.KREUZWERKER && value.length === 0
      ? [notOnThisBackend('An empty `entryPoint`', `${backend}`, 'leave it out to run the image\'s own, or use Backend.BERTH')]
      : []),
    // The Engine API's way to say that the container does without the image's entry point.
    write: (value) => ({ entrypoint: value?.length === 0 ? [''] : value?.map(literal) }),
    read: ({ entrypoint }) => {
      const words = entrypoint as string[] | undefined;
      return words?.length === 1 && words[0] === '' ? [] : words?.map(unescaped);
    },
  },

  environment: {
    toModel: (prop) => ({ ...prop }),
    toProp: (value) => value,
    byDefault: () => ({}),
    check: (value) => Object.keys(value).filter((name) => name === '' || name.includes('=')).map((name) =>
      invalidName('name of an environment variable', name, 'a name has at least one character and no "="')),
    attributes: ['env'],
    write: (value) => {
      const variables = Object.entries(value).map(([name, text]) => `${name}=${literal(text)}`);
      return { env: variables.length > 0 ? variables : undefined };
    },
    read: ({ env }) => Object.fromEntries(((env ?? []) as string[]).map((variable) => {
      const end = variable.indexOf('=');
      return [variable.slice(0, end), unescaped(variable.slice(end + 1))];
    })),
  },

  user: {
    ...plain<string>('user'),
    check: checkUser,
  },

  supplementaryGroups: plain('group_add'),
  workingDirectory: plain('working_dir'),
  init: { ...plain<boolean, boolean>('init'), byDefault: () => false },
  tty: plain('tty'),
  stdinOpen: plain('stdin_open'),
  stopSignal: { ...plain<string>('stop_signal'), check: checkSignal },

  stopGracePeriod: {
    ...AS_GIVEN,
    byDefault: () => Duration.seconds(10),
    check: seconds('stopGracePeriod'),
    attributes: ['stop_timeout', 'destroy_grace_seconds'],
    write: (value) => ({ stop_timeout: value.toSeconds(), destroy_grace_seconds: value.toSeconds() }),
    read: ({ stop_timeout: timeout }) => (timeout === undefined ? undefined : Duration.seconds(timeout as number)),
  },
};

function checkUser(user: string): BerthError[] {
  if (!isKnown(user)) return [];
  if (user === '') return [emptyValue('The user', 'leave `user` out to use the image\'s own')];
  return isUser(user) ? [] : [invalidName('user', user, `write ${USERS}`)];
}

function checkSignal(signal: string): BerthError[] {
  return isKnown(signal) && !/^(SIG)?[A-Z][A-Z0-9+-]*$|^\d+$/.test(signal)
    ? [invalidName('stop signal', signal, 'write the name or number of a signal, as in "SIGQUIT"')]
    : [];
}

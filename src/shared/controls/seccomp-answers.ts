import { SeccompProfileDocument } from './seccomp-format';

/**
 * The errors that programs take as an answer to a call, by their numbers. With others, the runtime and programs may repeat the call for
 * ever (`EINTR`, `EAGAIN`), or take it for one that had an effect (0): a call that drops privileges would then drop none.
 */
const ANSWERS: ReadonlyMap<unknown, string> = new Map([[1, 'EPERM'], [13, 'EACCES'], [38, 'ENOSYS']]);

/** How many calls of a rule a message names. */
const NAMED_CALLS = 5;

/** An error with which a profile may not answer, and the member that has it: `errnoRet` of a rule, or `defaultErrnoRet`. */
export interface WrongAnswer {
  readonly member: 'errnoRet' | 'defaultErrnoRet';
  readonly value: unknown;
  /** The calls of the rule. None for the default of the profile. */
  readonly calls: readonly string[];
}

/** Returns the errors with which a profile answers calls, and may not. An error that is not given is `EPERM`. */
export function wrongAnswers({ defaulterrnoret: byDefault, syscalls }: SeccompProfileDocument): WrongAnswer[] {
  const given: WrongAnswer[] = [
    { member: 'defaultErrnoRet', value: byDefault, calls: [] },
    ...(syscalls ?? []).map(({ errnoret: value, names, name }) => (
      { member: 'errnoRet' as const, value, calls: [...names ?? [], ...name ? [name] : []] })),
  ];
  return given.filter(({ value }) => value !== undefined && value !== null && !ANSWERS.has(value));
}

/** Names the first calls of a rule: it may have hundreds. */
function named(calls: readonly string[]): string {
  const more = calls.length - NAMED_CALLS;
  return ` for ${calls.slice(0, NAMED_CALLS).map((call) => `\`${call}\``).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Says with which errors a profile may not answer, and what to do. */
export function describeWrongAnswers(wrong: readonly WrongAnswer[]): string {
  const given = wrong.map(({ member, value, calls }) => `\`${member}\` ${JSON.stringify(value)}${calls.length === 0 ? '' : named(calls)}`);
  const allowed = [...ANSWERS].map(([number, name]) => `${String(number)} (${name})`).join(', ');
  return `The seccomp profile in \`security_opts\` answers calls with errors that programs do not expect: ${given.join('; ')}. The runtime `
    + 'may repeat such a call for ever, or take it for one that had an effect. Then the start may never end, or the container may keep '
    + `privileges that it should lose. Use one of: ${allowed}. Or leave it out, which is 1 (EPERM).`;
}

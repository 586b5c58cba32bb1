import { parseLikeGo } from './go-json';
import { DescribedContainer, ifKnown, ObserveOptions, Reader, securityOption } from './reader';
import { describeWrongAnswers, wrongAnswers } from './seccomp-answers';
import { readSeccomp, SeccompProfileDocument } from './seccomp-format';

/**
 * The calls that runc makes between loading a profile and starting the program. Without one of them, it fails or waits there; without
 * `exit_group`, it can't end after a failure, and the engine waits for it for ever.
 */
const ALWAYS: readonly string[] = ['close', 'execve', 'exit_group', 'futex', 'openat', 'write'];

/** Those that it makes besides if the container may gain privileges: it then loads the profile earlier. */
const WITH_NEW_PRIVILEGES: readonly string[] = [
  'capget', 'capset', 'chdir', 'fstat', 'fstatfs', 'getcwd', 'getdents64', 'getppid', 'newfstatat', 'prctl', 'read', 'setgid', 'setgroups',
  'setuid',
];

const ALLOWING: readonly unknown[] = ['SCMP_ACT_ALLOW', 'SCMP_ACT_LOG'];

/** Why a container must not be started with its own profile. */
export interface ProfileProblem {
  /** What is wrong with the container, without its name. */
  readonly summary: string;
  /** What it must do instead. */
  readonly demand: string;
  readonly detail: string;
}

/**
 * Returns why a container's own profile may do harm, however strict it is. Nothing if the container has no profile of its own, or one that
 * is not known or can't be read.
 */
export function profileProblems(container: DescribedContainer, isUnknown: ObserveOptions['isUnknown']): ProfileProblem[] {
  const profile = ownProfile(container, isUnknown);
  if (profile === undefined) return [];
  const [missing, wrong] = [missingToStart(profile, container, isUnknown), wrongAnswers(profile)];
  return [
    ...missing.length === 0 ? [] : [{
      summary: 'could not start with its seccomp profile', demand: 'must be able to start', detail: describeMissingCalls(missing),
    }],
    ...wrong.length === 0 ? [] : [{
      summary: 'has a seccomp profile with errors that are not allowed',
      demand: 'must get errors that it expects',
      detail: describeWrongAnswers(wrong),
    }],
  ];
}

/**
 * Returns the calls that a container's own profile lacks for its start. None if it has no profile of its own, or one that is not known or
 * can't be read.
 */
export function callsMissingToStart(container: DescribedContainer, isUnknown: ObserveOptions['isUnknown']): string[] {
  const profile = ownProfile(container, isUnknown);
  return profile === undefined ? [] : missingToStart(profile, container, isUnknown);
}

function missingToStart(
  profile: SeccompProfileDocument, container: DescribedContainer, isUnknown: ObserveOptions['isUnknown'],
): string[] {
  const reader = new Reader<'security_opts'>(container, { isUnknown });
  return ifKnown(() => {
    const isHeld = ['', 'true'].includes(securityOption(reader, 'no-new-privileges') ?? 'false');
    return missingIn(profile, [...ALWAYS, ...isHeld ? [] : WITH_NEW_PRIVILEGES].sort());
  }, []);
}

function ownProfile(container: DescribedContainer, isUnknown: ObserveOptions['isUnknown']): SeccompProfileDocument | undefined {
  const reader = new Reader<'privileged' | 'security_opts'>(container, { isUnknown });
  return ifKnown(() => {
    const profile = securityOption(reader, 'seccomp');
    return !profile || profile === 'unconfined' || reader.isTrue('privileged') ? undefined : parsed(profile);
  }, undefined);
}

function parsed(profile: string): SeccompProfileDocument | undefined {
  try {
    return readSeccomp(parseLikeGo(profile)) ?? {};
  } catch {
    return undefined;
  }
}

/** Says which calls a profile lacks, and what to do. */
function describeMissingCalls(missing: readonly string[]): string {
  const calls = missing.map((call) => `\`${call}\``).join(', ');
  return `The seccomp profile in \`security_opts\` does not allow, or not always: ${calls}. The runtime makes these calls before it starts `
    + 'the program. Without them the start may never end, and requests about the container wait for it. Allow them without conditions.';
}

function missingIn({ defaultaction: byDefault, syscalls }: SeccompProfileDocument, needed: readonly string[]): string[] {
  const rules = (syscalls ?? []).map(({ names, name, ...rule }) => ({ ...rule, calls: [...names ?? [], ...name ? [name] : []] }));
  const isAlways = ({ args, includes, excludes }: Omit<typeof rules[number], 'calls'>) => [args, includes, excludes].every(isEmpty);
  return needed.filter((call) => {
    const own = rules.filter(({ calls }) => calls.includes(call));
    if (own.some(({ action }) => !ALLOWING.includes(action))) return true;
    return !ALLOWING.includes(byDefault) && !own.some(isAlways);
  });
}

/** Whether a condition asks for nothing. */
function isEmpty(condition: unknown): boolean {
  if (typeof condition !== 'object') return condition === undefined || condition === '';
  return condition === null || Object.values(condition).every(isEmpty);
}

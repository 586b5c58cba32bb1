import { unknownMember } from './errors';

/** A rule of a profile, with the names of members in lower case. */
export interface SeccompRule {
  readonly names?: readonly string[];
  readonly name?: string;
  readonly action?: unknown;
  readonly errnoret?: unknown;
  readonly args?: unknown;
  readonly includes?: { readonly caps?: readonly string[]; readonly arches?: readonly string[] };
  readonly excludes?: unknown;
}

/** A profile in Docker's format, with the names of members in lower case. */
export interface SeccompProfileDocument {
  readonly defaultaction?: unknown;
  readonly defaulterrnoret?: unknown;
  readonly syscalls?: readonly SeccompRule[] | null;
}

/** The members of an object whose meaning is known, and what their own members are. */
interface Members {
  readonly [name: string]: Members | null;
}

const FILTER: Members = { caps: null, arches: null, minkernel: null };

/** The members of a profile in Docker's format (moby, profiles/seccomp/seccomp.go), except those that let a program decide about calls. */
const PROFILE: Members = {
  defaultaction: null,
  defaulterrnoret: null,
  architectures: null,
  archmap: { architecture: null, subarchitectures: null },
  flags: null,
  syscalls: {
    names: null,
    name: null,
    action: null,
    errnoret: null,
    comment: null,
    includes: FILTER,
    excludes: FILTER,
    args: { index: null, value: null, valuetwo: null, op: null },
  },
};

/** The flags that only change how a filter is loaded, and what it logs (seccomp(2)). Others weaken it. */
const FLAGS: readonly unknown[] = ['SECCOMP_FILTER_FLAG_TSYNC', 'SECCOMP_FILTER_FLAG_LOG'];

/**
 * Returns a profile if the meaning of all of it is known. Go ignores members that it does not know, so a mistake in a name would otherwise
 * change silently what the profile allows.
 *
 * @param profile with the names of members in lower case
 */
export function readSeccomp(profile: unknown): SeccompProfileDocument {
  requireMembers(profile, PROFILE);
  const { flags } = profile as { readonly flags?: unknown };
  if (flags !== undefined && flags !== null && !(Array.isArray(flags) && flags.every((flag) => FLAGS.includes(flag)))) {
    throw unknownMember('flags');
  }
  return profile as SeccompProfileDocument;
}

function requireMembers(value: unknown, known: Members | null): void {
  if (known === null || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    value.forEach((each) => requireMembers(each, known));
    return;
  }
  for (const [name, each] of Object.entries(value)) {
    if (!Object.hasOwn(known, name)) throw unknownMember(name);
    requireMembers(each, known[name]!);
  }
}

import { ambiguousSeccompProfile, invalidCallName, unknownSeccompMember, unreadableSeccompProfile } from './errors';
import { Exceptions, profileAllowing } from './seccomp-document';
import { readTextFile } from '../private/paths';
import { AmbiguousMember, UnknownMember } from '../shared/controls/errors';
import { parseLikeGo } from '../shared/controls/go-json';
import { Calls, callsOf } from '../shared/controls/seccomp';
import { readSeccomp } from '../shared/controls/seccomp-format';

/**
 * The system calls that a container can make. Any other call fails.
 */
export class SeccompProfile {
  /** Stands for the engine's default profile in a model. @internal */
  public static readonly _ENGINE = 'default';

  /**
   * Allows any call.
   */
  public static readonly UNCONFINED = new SeccompProfile('any', 'unconfined');

  /**
   * The engine's default profile. It lacks calls that ordinary programs do not need.
   */
  public static readonly DEFAULT = new SeccompProfile('default');

  /**
   * Allows only some calls. The conditions of the engine's default profile for `clone`, `socket` and `personality` still apply,
   * so the profile is never weaker than the default one as long as it allows no other names. Starting a program needs some calls
   * too, such as `execve`. `strace -f -c` lists the calls that a program makes.
   *
   * @param calls their names in syscalls(2)
   */
  public static allowing(...calls: string[]): SeccompProfile {
    return SeccompProfile._allowing(calls);
  }

  /** Allows only some calls, with exceptions from the conditions of the engine's default profile. @internal */
  public static _allowing(calls: readonly string[], exceptions?: Exceptions): SeccompProfile {
    const wrong = calls.find((call) => !/^[a-z_][a-z0-9_]*$/.test(call));
    if (wrong !== undefined || calls.length === 0) throw invalidCallName(wrong ?? '');
    return new SeccompProfile([...new Set(calls)].sort(), JSON.stringify(profileAllowing(calls, exceptions)));
  }

  /**
   * Reads a profile in Docker's format, such as `profiles/seccomp/default.json` of moby.
   *
   * @param path a JSON file; a relative path is relative to the folder in which the app runs
   */
  public static fromFile(path: string): SeccompProfile {
    return SeccompProfile.parse(readTextFile('The seccomp profile', path), path);
  }

  /**
   * Returns a profile in Docker's format that is given as data.
   *
   * @param profile the content of such a file
   */
  public static of(profile: { [key: string]: any }): SeccompProfile {
    return SeccompProfile.parse(JSON.stringify(profile), 'The given data');
  }

  /** Returns the profile of a model: "default", "unconfined" or a JSON text. @internal */
  public static _of(option: string): SeccompProfile {
    if (option === SeccompProfile._ENGINE) return SeccompProfile.DEFAULT;
    return option === 'unconfined' ? SeccompProfile.UNCONFINED : SeccompProfile.parse(option, 'The given data');
  }

  private static parse(text: string, origin: string): SeccompProfile {
    const profile = parsed(text, origin) as { readonly defaultaction?: unknown } | null;
    if (typeof profile?.defaultaction !== 'string') throw unreadableSeccompProfile(origin);
    const compact = JSON.stringify(JSON.parse(text));
    return new SeccompProfile(callsOf(compact, []), compact);
  }

  private constructor(
    /** @internal */ public readonly _calls: Calls,
    /** @internal */ public readonly _option?: string,
  ) {}
}

/** Parses a profile as the engine does. */
function parsed(text: string, origin: string): unknown {
  try {
    return readSeccomp(parseLikeGo(text));
  } catch (error) {
    if (error instanceof AmbiguousMember) throw ambiguousSeccompProfile(origin, error.member);
    if (error instanceof UnknownMember) throw unknownSeccompMember(origin, error.member);
    throw unreadableSeccompProfile(origin);
  }
}

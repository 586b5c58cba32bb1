import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { invalidCallName, unreadableSeccompProfile } from './errors';
import { profileAllowing } from './seccomp-document';
import { pathMissing } from '../private/errors';
import { callsOf } from '../shared/controls/observe';
import { Calls } from '../shared/controls/seccomp';

/**
 * Which system calls a container can make. A call that is not allowed fails.
 */
export class SeccompProfile {
  /**
   * Any call.
   */
  public static readonly UNCONFINED = new SeccompProfile('any', 'unconfined');

  /**
   * The engine's own profile, which leaves out what ordinary programs do not need.
   */
  public static readonly DEFAULT = new SeccompProfile('default');

  /**
   * Some calls and no others. The conditions that the engine's own profile sets for `clone`, `socket` and `personality` stay in force, so this is
   * never weaker where it allows no other names. What starts a program needs some calls by itself, `execve` among them; `strace -f -c` lists what the program needs.
   *
   * @param calls their names in syscalls(2)
   */
  public static allowing(...calls: string[]): SeccompProfile {
    const wrong = calls.find((call) => !/^[a-z_][a-z0-9_]*$/.test(call));
    if (wrong !== undefined || calls.length === 0) throw invalidCallName(wrong ?? '');
    return new SeccompProfile([...new Set(calls)].sort(), JSON.stringify(profileAllowing(calls)));
  }

  /**
   * A profile in Docker's format, such as `profiles/seccomp/default.json` of moby.
   *
   * @param path a JSON file; a relative path counts from the folder in which the app runs
   */
  public static fromFile(path: string): SeccompProfile {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      throw pathMissing('The seccomp profile', path, resolve(path));
    }
    return SeccompProfile.parse(text, path);
  }

  /**
   * A profile in Docker's format, as data.
   *
   * @param profile what such a file holds
   */
  public static of(profile: { [key: string]: any }): SeccompProfile {
    return SeccompProfile.parse(JSON.stringify(profile), 'The given data');
  }

  private static parse(text: string, origin: string): SeccompProfile {
    let profile: { defaultAction?: unknown } | undefined;
    try {
      profile = JSON.parse(text);
    } catch {
      // It is refused below, as what is no profile.
    }
    if (typeof profile?.defaultAction !== 'string') throw unreadableSeccompProfile(origin);
    const compact = JSON.stringify(profile);
    return new SeccompProfile(callsOf(compact), compact);
  }

  private constructor(
    /** @internal */ public readonly _calls: Calls,
    /** @internal */ public readonly _option?: string,
  ) {}
}

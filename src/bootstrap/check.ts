import { posix } from 'node:path';
import { controlCharacterInBootstrap, notInBootstrap, templateInBootstrap, tokenInBootstrap, twiceInBootstrap } from './errors';
import { BerthError } from '../private/berth-error';
import { portOutOfRange } from '../private/errors';
import { isKnown } from '../private/tokens';
import { canonicalSubnet, ipVersion } from '../shared/ip';

/** What paths consist of. Other characters would have to be quoted in unit files, in rules and in the shell, each in its way. */
const PATH = /^(\/[A-Za-z0-9._@+-]+)+$/;

/**
 * Collects what is wrong with texts that become parts of a script, of unit files and of rules. Whatever passes is known at synth, in one
 * line, and nothing that Terraform would replace.
 */
export class BootstrapProblems {
  public readonly found: BerthError[] = [];

  /** Any text in one line. */
  public texts(what: string, values: readonly string[]): this {
    values.forEach((value) => this.text(what, value));
    return this;
  }

  /** An absolute path in its shortest form. */
  public path(what: string, value: string | undefined): this {
    if (value === undefined) return this;
    return this.match(what, value, PATH, 'write an absolute path, such as "/opt/runsc", of letters, digits and "." "_" "@" "+" "-", '
      + 'without "." and ".." between its slashes', posix.normalize(value) === value);
  }

  /** A text that has a form. */
  public match(what: string, value: string, pattern: RegExp, allowed: string, also = true): this {
    if (this.text(what, value) && !(pattern.test(value) && also)) this.found.push(notInBootstrap(what, value, allowed));
    return this;
  }

  /** Texts that have a form. */
  public matches(what: string, values: readonly string[], pattern: RegExp, allowed: string, also = true): this {
    values.forEach((value) => this.match(what, value, pattern, allowed, also));
    return this;
  }

  /** IP addresses or subnets. */
  public addresses(what: string, values: readonly string[]): this {
    for (const value of values) {
      const valid = this.text(what, value) && (ipVersion(value) !== undefined || canonicalSubnet(value) === value);
      if (!valid && isKnown(value)) {
        this.found.push(notInBootstrap(what, value, 'write an IP address or a subnet without host bits, such as "10.1.0.0/16"'));
      }
    }
    return this;
  }

  public port(what: string, value: number): this {
    if (!isKnown(value)) this.found.push(tokenInBootstrap(what));
    else if (!(Number.isInteger(value) && value >= 1 && value <= 65_535)) this.found.push(portOutOfRange(what, value));
    return this;
  }

  /** Names that must differ. */
  public unique(what: string, names: readonly string[]): this {
    const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    this.found.push(...[...twice].map((name) => twiceInBootstrap(what, name)));
    return this;
  }

  public add(...problems: readonly BerthError[]): this {
    this.found.push(...problems);
    return this;
  }

  private text(what: string, value: string): boolean {
    const problem = textProblem(what, value);
    if (problem !== undefined) this.found.push(problem);
    return problem === undefined;
  }
}

function textProblem(what: string, value: string): BerthError | undefined {
  if (!isKnown(value)) return tokenInBootstrap(what);
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) return controlCharacterInBootstrap(what);
  return /[$%]\{/.test(value) ? templateInBootstrap(what, value) : undefined;
}

import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { Unknown, Value } from '../framework/value/value';

/** The engines of a provider configuration: its own, and a named one for each `engine` block. */
export class Engines {
  /**
   * @param own  the engine of the provider's own attributes, or undefined while they are not known
   * @param named  the engines of the blocks, each undefined while its block is not known
   * @param hasUnknownNames  whether there are blocks whose names are not known yet
   * @param substitutes  the names of the engines that are used instead of others, by the names of these
   */
  constructor(
    private readonly own: Engine | undefined,
    private readonly named: ReadonlyMap<string, Engine | undefined> = new Map(),
    private readonly hasUnknownNames = false,
    private readonly substitutes: ReadonlyMap<string, string> = new Map(),
  ) {}

  /**
   * Returns the engine that a resource selects, or undefined while it is not known. Throws a `DiagnosticError` if no engine has this name.
   *
   * @param name  the resource's attribute `engine`; null for the provider's own engine
   */
  public of(name: Value): Engine | undefined {
    return this.exactly(typeof name === 'string' ? this.substitutes.get(name) ?? name : name);
  }

  /** Returns the same, but never a substitute. */
  public exactly(name: Value): Engine | undefined {
    if (name === null) return this.own;
    if (name instanceof Unknown) return undefined;
    const engine = String(name);
    if (this.named.has(engine)) return this.named.get(engine);
    if (this.hasUnknownNames) return undefined;
    throw new DiagnosticError({
      summary: `The provider has no engine "${engine}"`,
      detail: `${this.listed()} Correct the name, or add an \`engine\` block with this name to the provider's configuration. If the engine `
        + 'is gone for good, remove what was on it from the state: terraform state rm ADDRESS.',
      path: ['engine'],
    });
  }

  /** Whether the configuration has an engine of this name, or may have it. */
  public has(name: string | null): boolean {
    return name === null || this.named.has(name) || this.hasUnknownNames;
  }

  /** Whether another engine is used instead of this one, which may not answer. */
  public isLost(name: string | null): boolean {
    return name !== null && this.substitutes.has(name);
  }

  private listed(): string {
    const names = [...this.named.keys()].map((name) => `"${name}"`).join(', ');
    return names === '' ? 'Its configuration has no `engine` blocks.' : `The names of its \`engine\` blocks are ${names}.`;
  }
}

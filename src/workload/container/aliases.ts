import { aliasTaken } from './errors';
import { IContainer } from './i-container';
import { BerthError } from '../../private/berth-error';
import { aliasOf } from '../../private/default-name';
import { checkHostname } from '../../private/names';
import { isKnown } from '../../private/tokens';

/**
 * The names by which a container finds the others that it may reach: those that `allowTo()` was given, or the id of the other's construct.
 * An id that several others have names none of them, since a lookup could return any. If the target has to replace a container to give it
 * an alias, the id names nothing, either.
 */
export class Aliases {
  private readonly chosen = new Map<IContainer, string[]>();
  private readonly byId = new Map<string, IContainer[]>();

  constructor(private readonly container: IContainer) {}

  /** Returns what is wrong with an alias. */
  public check(other: IContainer, alias: string | undefined): BerthError[] {
    if (!isKnown(alias)) return [];
    const taken = [...this.chosen].find(([each, aliases]) => each !== other && aliases.some((one) => sameName(one, alias)));
    return [
      ...checkHostname('alias of a container', alias),
      ...(taken ? [aliasTaken(alias, taken[0].node.path)] : []),
    ];
  }

  /** Adds a container. Returns those whose names change with it. */
  public add(other: IContainer, alias: string | undefined): IContainer[] {
    const aliases = this.chosen.get(other) ?? [];
    if (alias !== undefined && !aliases.includes(alias)) this.chosen.set(other, [...aliases, alias]);
    const id = aliasOf(other.node.id);
    if (id !== undefined) this.byId.set(id, [...new Set([...this.withId(id), other])]);
    return [...new Set([other, ...this.withId(id), ...this.withId(alias?.toLowerCase())])];
  }

  /** Returns the names of a container that was added. */
  public of(other: IContainer): string[] {
    const chosen = this.chosen.get(other);
    if (chosen) return chosen;
    // A name that nobody asked for must not replace the other container.
    if (!this.container.host._placement.target.canRejoinNetworks) return [];
    const id = aliasOf(other.node.id);
    if (id === undefined || id === aliasOf(this.container.node.id)) return [];
    const isUsed = this.withId(id).some((each) => each !== other && !this.chosen.has(each))
      || [...this.chosen.values()].some((aliases) => aliases.some((each) => sameName(each, id)));
    return isUsed ? [] : [id];
  }

  private withId(id: string | undefined): IContainer[] {
    return id === undefined ? [] : this.byId.get(id) ?? [];
  }
}

/** The engine's DNS server ignores case. */
function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

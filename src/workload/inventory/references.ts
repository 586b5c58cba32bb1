import { Annotations, Token, TerraformStack } from 'cdktf';
import { referenceLoop } from './errors';
import { hostsIn } from './host-names';
import { findLoop } from './loop';
import { ContainerMember } from './members';
import { ContainerText, textsForProcess, textsOf } from './texts';
import { unknownName, unreachableUse } from './unreachable-use';
import { AttachmentModel } from '../../model/container';
import { BerthError } from '../../private/berth-error';
import { aliasOf } from '../../private/default-name';
import { isKnown, resolveTokens } from '../../private/tokens';

/** A container that a text of another one uses. */
interface Use {
  readonly other: ContainerMember;
  readonly prop: string;
  /** The port at which it is used, if the text has one. */
  readonly port?: string;
}

/** An attribute of a resource in an expression, and the port that follows it, if one does. */
const ATTRIBUTE = /\b([a-z]\w*\.[\w-]+)\.(\w+)(?:[^:}]*\}:(\d+))?/g;

type ByAddress = () => ReadonlyMap<string, ContainerMember>;

const byStack = new WeakMap<TerraformStack, References>();

/**
 * How the containers of a stack refer to each other in their environment variables, arguments, files and the like. It finds loops, which
 * Terraform would report without the constructs, and warns about names that do not resolve, because the containers share no network.
 *
 * @internal
 */
export class References {
  /** Returns the references of a stack. The first call registers its validation. */
  public static in(stack: TerraformStack): References {
    let references = byStack.get(stack);
    if (!references) {
      references = new References();
      byStack.set(stack, references);
      stack.node.addValidation({ validate: () => references!.check().map(({ detail }) => detail) });
    }
    return references;
  }

  private readonly containers: ContainerMember[] = [];
  private readonly warned = new Set<string>();

  private constructor() {}

  public add(container: ContainerMember): void {
    this.containers.push(container);
  }

  /** Returns the loops, and adds the warnings: cdktf collects them after the validations. */
  private check(): BerthError[] {
    let known: Map<string, ContainerMember> | undefined;
    const byAddress = () => known ??= this.byAddress();
    const uses = new Map<ContainerMember, Use[]>();
    for (const container of this.containers) {
      const found = textsOf(container._model).flatMap((text) => usesIn(text, container, byAddress));
      if (found.length > 0) uses.set(container, found);
    }
    this.warnOfUnreachable(byAddress);
    return uses.size === 0 ? [] : this.loops(uses);
  }

  /** Returns the containers by their addresses in Terraform, which the tokens of their names contain. */
  private byAddress(): Map<string, ContainerMember> {
    return new Map(this.containers.flatMap((container) => {
      const [, address] = /^\$\{(.*)\.name\}$/.exec(String(resolveTokens(container, container.name))) ?? [];
      return address === undefined ? [] : [[address, container] as const];
    }));
  }

  private loops(uses: ReadonlyMap<ContainerMember, Use[]>): BerthError[] {
    const used = (container: ContainerMember) => (uses.get(container) ?? []).map(({ other }) => other);
    const nextTo = (container: ContainerMember) => [...used(container), ...container._model.startAfter as ContainerMember[]];
    const visited = new Set<ContainerMember>();
    return this.containers.flatMap((start) => {
      const loop = findLoop(start, nextTo, visited) ?? [];
      const steps = loop.slice(0, -1).map((from, index) => ({ from, use: uses.get(from)?.find(({ other }) => other === loop[index + 1]) }));
      // The inventory reports a loop that `startAfter` alone makes.
      if (steps.every(({ use }) => use === undefined)) return [];
      const shown = steps.map(({ from, use }) => `${from.node.path} (\`${use?.prop ?? 'startAfter'}\`)`);
      const { other } = steps.find(({ use }) => use !== undefined)!.use!;
      return [referenceLoop([...shown, loop[0].node.path], aliasOf(other.node.id) ?? 'db')];
    });
  }

  private warnOfUnreachable(byAddress: ByAddress): void {
    const byName = this.byName();
    for (const container of this.containers.filter(hasNetworksOfItsOwn)) {
      for (const text of textsForProcess(container._model)) {
        for (const { other, prop, port } of namesIn(text, container, byAddress)) {
          if (!isReachable(container, other)) this.warn(container, unreachableUse(container, other, prop, port));
        }
        this.warnOfHosts(text, container, byName);
      }
    }
  }

  /** Warns about the names of other containers that a text has as hosts, unless one of that name is found. */
  private warnOfHosts(text: ContainerText, container: ContainerMember, byName: ReadonlyMap<string, ContainerMember[]>): void {
    for (const { name, port } of hostsIn(text)) {
      const named = byName.get(name.toLowerCase()) ?? [];
      if (named.length === 0 || name in (container._model.extraHosts ?? {})) continue;
      if (named.some((other) => findsBy(name, container, other))) continue;
      const reachable = named.find((other) => isReachable(container, other));
      this.warn(container, reachable === undefined
        ? unreachableUse(container, named[0], text.prop, port)
        : unknownName(container, reachable, { prop: text.prop, name, port }));
    }
  }

  private warn(container: ContainerMember, message: string): void {
    const key = `${container.node.path} ${message}`;
    if (this.warned.has(key)) return;
    this.warned.add(key);
    Annotations.of(container).addWarning(message);
  }

  /** Returns the containers by the names that one may try to find them by. */
  private byName(): Map<string, ContainerMember[]> {
    const byName = new Map<string, ContainerMember[]>();
    for (const container of this.containers.filter(hasNetworksOfItsOwn)) {
      const { name, hostname, networks } = container._model;
      const names = [name, hostname, aliasOf(container.node.id), ...networks.flatMap(({ aliases = [] }) => aliases)];
      new Set(names.filter(isKnown).map((each) => each.toLowerCase())).forEach((each) => {
        byName.set(each, [...byName.get(each) ?? [], container]);
      });
    }
    return byName;
  }
}

/** Returns the containers whose attributes a text uses, or only those of which it uses one attribute. */
function usesIn({ prop, text }: ContainerText, container: ContainerMember, byAddress: ByAddress, only?: string): Use[] {
  if (!Token.isUnresolved(text)) return [];
  return [...String(resolveTokens(container, text)).matchAll(ATTRIBUTE)].flatMap(([, address, attribute, port]) => {
    const other = byAddress().get(address);
    return other === undefined || (only !== undefined && attribute !== only) ? [] : [{ other, prop, port }];
  });
}

function namesIn(text: ContainerText, container: ContainerMember, byAddress: ByAddress): Use[] {
  return usesIn(text, container, byAddress, 'name');
}

/** Whether connections can give a container networks. One with the network of the host or of another container has theirs. */
function hasNetworksOfItsOwn({ _model: { networkMode } }: ContainerMember): boolean {
  return networkMode === undefined || networkMode === 'none' || networkMode === 'bridge';
}

function isReachable(container: ContainerMember, other: ContainerMember): boolean {
  return container === other || sharedNetworks(container, other).length > 0;
}

/** Whether the engine resolves a name to another container: its name, or an alias on a network that the two share. */
function findsBy(name: string, container: ContainerMember, other: ContainerMember): boolean {
  if (container === other) return true;
  const shared = sharedNetworks(container, other);
  const names = [other._model.name, ...shared.flatMap(({ aliases = [] }) => aliases)];
  return shared.length > 0 && names.some((each) => isKnown(each) && each.toLowerCase() === name.toLowerCase());
}

/** Returns how another container is on the networks on which a container reaches it. */
function sharedNetworks({ _model: { networks } }: ContainerMember, other: ContainerMember): AttachmentModel[] {
  const own = new Set(networks.filter(({ network }) => network._model.traffic.peers).map(({ network }) => network));
  return other._model.networks.filter(({ network }) => own.has(network));
}

import { IConstruct } from 'constructs';
import { addressRangeOutside, addressRangeOverlaps, noAddressRangeLeft, virtualHostTwice } from './errors';
import { Placement } from '../engine/placement';
import { BerthError } from '../private/berth-error';
import { ipv4Range } from '../shared/ip';
import { allocate } from '../workload/inventory/subnet-layout';

/** Not that of hosts, nested hosts or pools. */
const ALL = '10.224.0.0/11';

/** Room for eight networks and 256 connections. There are 512 such ranges. */
const SIZE = 4_096;

/** A virtual container host that needs a range. */
interface Member extends IConstruct {
  readonly name: string;
  /** The range that its author chose, if any. */
  readonly _chosenRange?: string;
  /** The placement of the virtual container host in which it is, if it is in one. */
  readonly _outer?: Placement;
}

const byEngine = new WeakMap<IConstruct, AddressRanges>();

/**
 * The address ranges of the virtual container hosts on one engine: those that were chosen, and those that are allocated around them. As
 * with subnets, a range follows from the construct's path, and seldom changes. One that is in another one has the range of that one, or a
 * part of it.
 */
export class AddressRanges {
  public static on(engine: IConstruct): AddressRanges {
    const ranges = byEngine.get(engine) ?? new AddressRanges();
    byEngine.set(engine, ranges);
    return ranges;
  }

  private readonly members: Member[] = [];
  private allocated?: { readonly count: number; readonly ranges: Map<string, string> };

  public add(member: Member): void {
    this.members.push(member);
  }

  /** Returns the range of a virtual container host. Call it only once all of the engine have been added. */
  public of(member: Member): string {
    return member._chosenRange ?? member._outer?.addressRange ?? this.ranges().get(member.node.path) ?? ALL;
  }

  /** Returns what is wrong with the name and the range of a virtual container host. */
  public problems(member: Member): BerthError[] {
    const before = this.members.slice(0, this.members.indexOf(member));
    return [
      ...before.filter(({ name }) => name === member.name).map(({ node }) => virtualHostTwice(member.name, node.path)),
      ...this.rangeProblems(member, before),
    ];
  }

  private rangeProblems(member: Member, others: readonly Member[]): BerthError[] {
    const { _chosenRange: chosen, _outer: outer, node: { path } } = member;
    if (chosen === undefined) return outer !== undefined || this.ranges().has(path) ? [] : [noAddressRangeLeft(path, ALL)];
    const range = ipv4Range(chosen)!;
    const around = outer && ipv4Range(outer.addressRange)!;
    if (around !== undefined && (range.first < around.first || range.last > around.last)) {
      return [addressRangeOutside(chosen, outer!.addressRange)];
    }
    const siblings = others.filter((other) => other._outer?.virtualHost === outer?.virtualHost);
    const before = siblings.flatMap(({ _chosenRange: text, node }) => (
      text === undefined ? [] : [{ text, path: node.path, ...ipv4Range(text)! }]));
    return before.filter(({ first, last }) => first <= range.last && last >= range.first)
      .map((other) => addressRangeOverlaps(chosen, other.text, other.path));
  }

  private ranges(): Map<string, string> {
    const count = this.members.length;
    if (this.allocated?.count !== count) {
      const requests = this.members.filter(({ _chosenRange: chosen, _outer: outer }) => chosen === undefined && outer === undefined)
        .map(({ node }) => ({ key: node.path, size: SIZE }));
      const taken = this.members.flatMap(({ _chosenRange: chosen }) => (chosen === undefined ? [] : [ipv4Range(chosen)!]));
      this.allocated = { count, ranges: allocate(ipv4Range(ALL)!, SIZE, requests, taken) };
    }
    return this.allocated.ranges;
  }
}

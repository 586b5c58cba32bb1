import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Display } from './display';
import { noSets } from './errors';
import { follow, Follower } from './follow';
import { Figures, SetProgress } from './set-progress';
import { messageOf } from '../../provider/facts/finding';
import { Io } from '../command/io';
import { readSets } from '../stack/clone-sets';
import { FILE } from '../stack/file';
import { connect, obstacle, readHosts, StackHost } from '../stack/hosts';

/** The sets of a stack, whose clones are followed on all its hosts. */
export class WatchedStack {
  private readonly sets = new Map<string, SetProgress>();
  /** The titles of the hosts that are followed, or can't be. */
  private readonly hosts = new Set<string>();
  /** When the file that was read was changed. Undefined before it is read. */
  private readAt: number | undefined;
  private hasList = false;

  constructor(
    private readonly io: Io, private readonly folder: string, private readonly trustsSshOptions: boolean,
    private readonly display: Display,
  ) {}

  /** Reads the stack again if it was synthesized again, and follows hosts that are new in it. */
  public refresh(): void {
    const isFirst = this.readAt === undefined;
    try {
      const changedAt = statSync(join(this.folder, FILE), { throwIfNoEntry: false })?.mtimeMs;
      if (changedAt === this.readAt && changedAt !== undefined) return;
      this.read();
      this.readAt = changedAt;
    } catch (error) {
      // While an app is synthesized, its stacks are missing or incomplete for a moment.
      if (isFirst) throw error;
    }
  }

  /** Whether a host has answered, so that there are figures. */
  public get isKnown(): boolean {
    return this.hasList;
  }

  public get figures(): Figures[] {
    const now = Date.now();
    return [...this.sets.values()].map((set) => set.figures(now));
  }

  private read(): void {
    const sets = readSets(this.folder);
    if (sets.length === 0) throw noSets(this.folder);
    for (const set of sets) {
      const known = this.sets.get(set.name);
      if (known === undefined) this.sets.set(set.name, new SetProgress(set));
      else known.set = set;
    }
    for (const host of readHosts(this.folder, this.io.environment)) {
      if (this.setsOn(host).length > 0) this.follow(host);
    }
  }

  private follow(host: StackHost): void {
    if (this.hosts.has(host.title)) return;
    this.hosts.add(host.title);
    const why = obstacle(host, this.trustsSshOptions);
    if (why !== undefined) {
      this.display.say(`The ${host.title} is not followed: ${[why.text, why.fix].filter(Boolean).join('. ')}`);
      return;
    }
    void follow(connect(this.io, host.settings!, host.takesEnvironment), this.follower(host), this.io.signal);
  }

  private follower(host: StackHost): Follower {
    let isLost = false;
    return {
      list: (containers) => {
        if (isLost) this.display.say(`The ${host.title} answers again.`);
        isLost = false;
        this.hasList = true;
        this.setsOn(host).forEach(([set, name]) => set.list(name, containers));
      },
      hear: (event) => {
        for (const [set, name] of this.setsOn(host)) {
          const failure = set.hear(name, event, Date.now());
          if (failure !== undefined) this.display.fail(failure);
        }
      },
      lose: (error) => {
        if (!isLost) this.display.say(`The ${host.title} does not answer, and is asked again: ${messageOf(error)}`);
        isLost = true;
      },
    };
  }

  /** Returns the sets with clones on a host, and what each calls the host. */
  private setsOn({ provider, engine }: StackHost): [SetProgress, string][] {
    return [...this.sets.values()].flatMap((progress): [SetProgress, string][] => {
      const here = progress.set.hosts.find((each) => each.provider === provider && each.engine === engine);
      return here === undefined ? [] : [[progress, here.name]];
    });
  }
}

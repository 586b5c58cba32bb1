import { layoutOf, Limits } from './cgroup';
import { EngineFacts } from './engine-facts';
import { Evidence, Seen } from './gather';
import { Mount, mountsOf, statusOf } from './proc';
import { Controls } from '../../src/shared/controls/table';
import { Inspect } from '../resources/container/fields/fact';

/** All that is known about one running container. What the kernel printed is parsed once, when it is first needed. */
export class Subject {
  public readonly inspect: Inspect;
  public readonly configured: Controls;
  public readonly facts: EngineFacts;
  public readonly evidence: Evidence;
  public readonly seen: Seen;

  private readonly parsed = new Map<string, unknown>();

  constructor({ inspect, configured, facts, evidence, seen }: Pick<Subject, 'inspect' | 'configured' | 'facts' | 'evidence' | 'seen'>) {
    this.inspect = inspect;
    this.configured = configured;
    this.facts = facts;
    this.evidence = evidence;
    this.seen = seen;
  }

  /** The fields of its process's status. For a sandbox, that is the sandbox's own process. */
  public get status(): ReadonlyMap<string, string> {
    return this.once('status', () => statusOf(this.seen.process('status') ?? ''));
  }

  /** The mounts of its process. */
  public get mounts(): readonly Mount[] {
    return this.once('mounts', () => mountsOf(this.seen.process('mountinfo') ?? ''));
  }

  /** The limits of its control group. */
  public get limits(): Limits {
    return this.once('limits', () => layoutOf(this.facts.cgroupVersion).limits(this.seen.limits));
  }

  /** The fields of its twin's status. */
  public get twinStatus(): ReadonlyMap<string, string> {
    return this.once('twinStatus', () => statusOf(this.seen.twin?.('/proc/self/status') ?? ''));
  }

  /** The mounts of its twin. */
  public get twinMounts(): readonly Mount[] {
    return this.once('twinMounts', () => mountsOf(this.seen.twin?.('/proc/self/mountinfo') ?? ''));
  }

  private once<T>(name: string, parse: () => T): T {
    if (!this.parsed.has(name)) this.parsed.set(name, parse());
    return this.parsed.get(name) as T;
  }
}

import { cgroupLayout, Limits, Throttles } from './cgroup';
import { Evidence, ContainerFiles } from './gather';
import { parseStatus } from './proc';
import { SharedFolder } from '../../src/shared/controls/host-path';
import { Controls } from '../../src/shared/controls/table';
import { EngineFacts } from '../isolation/engine-facts';
import { Mount, parseMounts } from '../isolation/mountinfo';
import { Inspect } from '../resources/container/fields/fact';

type SubjectProps = Pick<Subject, 'inspect' | 'owner' | 'configured' | 'facts' | 'sharedFolders' | 'evidence' | 'files'>;

/** All that is known about one running container. Parses each of its files once, when it is first needed. */
export class Subject {
  public readonly inspect: Inspect;
  /** The container whose network it has: itself, or one that it joins. Undefined if the engine does not have that one any more. */
  public readonly owner: Inspect | undefined;
  public readonly configured: Controls;
  public readonly facts: EngineFacts;
  /** The folders of the host that it may mount. */
  public readonly sharedFolders: readonly SharedFolder[];
  public readonly evidence: Evidence;
  public readonly files: ContainerFiles;

  private readonly parsed = new Map<string, unknown>();

  constructor({ inspect, owner, configured, facts, sharedFolders, evidence, files }: SubjectProps) {
    this.inspect = inspect;
    this.owner = owner;
    this.configured = configured;
    this.facts = facts;
    this.sharedFolders = sharedFolders;
    this.evidence = evidence;
    this.files = files;
  }

  /** The fields of its process's status. For a sandbox, that is the sandbox's own process. */
  public get status(): ReadonlyMap<string, string> {
    return this.once('status', () => parseStatus(this.files.process('status') ?? ''));
  }

  /** The mounts of its process. */
  public get mounts(): readonly Mount[] {
    return this.once('mounts', () => parseMounts(this.files.process('mountinfo') ?? ''));
  }

  /** The limits of its control group. */
  public get limits(): Limits {
    return this.once('limits', () => cgroupLayout(this.facts.cgroupVersion).limits(this.files.limits));
  }

  /** The limits of its control group for each disk, or undefined if they can't be read. */
  public get throttles(): Throttles | undefined {
    return this.once('throttles', () => cgroupLayout(this.facts.cgroupVersion).throttles(this.files.limits));
  }

  /** The fields of its twin's status. */
  public get twinStatus(): ReadonlyMap<string, string> {
    return this.once('twinStatus', () => parseStatus(this.files.twin?.('/proc/self/status') ?? ''));
  }

  /** The mounts of its twin. */
  public get twinMounts(): readonly Mount[] {
    return this.once('twinMounts', () => parseMounts(this.files.twin?.('/proc/self/mountinfo') ?? ''));
  }

  private once<T>(name: string, parse: () => T): T {
    if (!this.parsed.has(name)) this.parsed.set(name, parse());
    return this.parsed.get(name) as T;
  }
}

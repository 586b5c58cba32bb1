import { Fn, IResolvable, Op, TerraformDataSource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { IContainerHost, checkStack } from '../engine/i-container-host';
import { Runtime } from '../isolation/runtime';
import { throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { Size } from '../units/size';

/**
 * Whose facts are found, and how.
 */
export interface HostFactsProps {
  /**
   * The host whose facts are found.
   */
  readonly host: IContainerHost;

  /**
   * Whether to find out what the host can do, by starting containers on it that try it. They have only a program of the provider in
   * them, and are removed afterwards. If this is false, only what the engine reports is known. All else is unknown, which is never a yes.
   *
   * @default true
   */
  readonly probe?: boolean;
}

/**
 * What a host can really do, found by trying it whenever Terraform plans. What the engine reports about itself does not count.
 *
 * A plan checks all containers and networks of the stack on this host against the facts. What can't work is an error of the plan: a runtime
 * that does not start, more memory or CPUs than the host has, a limit on storage that the engine can't hold, IPv6 on an engine that does
 * not filter it.
 *
 * The values are known to Terraform, and not at synthesis. A fact that could not be found is null.
 *
 * @example
 * const facts = host.addFacts();
 * new TerraformOutput(stack, 'kvm', { value: facts.kvm });
 */
export class HostFacts extends Construct {
  /**
   * The version of the engine, as it reports it, such as "28.5.1".
   */
  public readonly engineVersion: string;

  /**
   * The release of the kernel, such as "6.1.0-18-amd64".
   */
  public readonly kernel: string;

  /**
   * The version of control groups that containers are in: 1 or 2.
   */
  public readonly cgroupVersion: number;

  /**
   * Who manages the control groups of containers: "cgroupfs" or "systemd".
   */
  public readonly cgroupDriver: string;

  /**
   * The memory for containers: that of the machine, or the limit of a control group around all containers.
   */
  public readonly memory: Size;

  /**
   * The number of CPUs on which containers can run.
   */
  public readonly cpus: number;

  /**
   * The size of the file system with the engine's data.
   */
  public readonly diskSize: Size;

  /**
   * What containers can still write to the file system with the engine's data. It changes with each plan.
   */
  public readonly diskFree: Size;

  /**
   * The storage driver, as the engine reports it, such as "overlay2".
   */
  public readonly storageDriver: string;

  /**
   * Whether a limit on what a container writes holds.
   */
  public readonly limitsStorage: IResolvable;

  /**
   * Whether the engine keeps networks apart over IPv6.
   */
  public readonly filtersIpv6: IResolvable;

  /**
   * Whether the kernel has IP Virtual Server, which a swarm needs. Null if it is a module that is not loaded.
   */
  public readonly ipVs: IResolvable;

  /**
   * Whether the kernel encrypts with ESP, which encrypted networks of a swarm need.
   */
  public readonly esp: IResolvable;

  /**
   * Whether a process of a container that asks for nothing can't gain privileges: `no-new-privileges` in the engine's `daemon.json`.
   */
  public readonly defaultNoNewPrivileges: IResolvable;

  /**
   * Whether a seccomp filter decides on the system calls of a container that asks for nothing.
   */
  public readonly defaultSeccomp: IResolvable;

  /**
   * The control group namespace of a container that asks for nothing: "private" or "host".
   */
  public readonly defaultCgroupNamespace: string;

  /**
   * Whether a process without rights can create a user namespace.
   */
  public readonly userNamespaces: IResolvable;

  /**
   * Whether root of a container is another user on the host.
   */
  public readonly remapsUsers: IResolvable;

  /**
   * Whether virtual machines run with /dev/kvm.
   */
  public readonly kvm: IResolvable;

  /**
   * The Terraform data source: the escape hatch for attributes without a property.
   */
  public readonly dataSource: TerraformDataSource;

  /**
   * @param scope the scope in which to define them
   * @param id the id within the scope
   * @param props the host, and how the facts are found
   */
  constructor(scope: Construct, id: string, props: HostFactsProps) {
    super(scope, id);
    requireProps('HostFactsProps', props, this);
    const { host } = props;
    throwIfAny(checkStack(host, 'Facts', this), this);
    const data = host._placement.target.addHostFacts(this, { probe: props.probe ?? true });
    this.dataSource = data;
    this.engineVersion = data.getStringAttribute('engine_version');
    this.kernel = data.getStringAttribute('kernel');
    this.cgroupVersion = data.getNumberAttribute('cgroup_version');
    this.cgroupDriver = data.getStringAttribute('cgroup_driver');
    this.memory = Size.bytes(data.getNumberAttribute('memory'));
    this.cpus = data.getNumberAttribute('cpus');
    this.diskSize = Size.bytes(data.getNumberAttribute('disk_size'));
    this.diskFree = Size.bytes(data.getNumberAttribute('disk_free'));
    this.storageDriver = data.getStringAttribute('storage_driver');
    this.limitsStorage = data.getBooleanAttribute('limits_storage');
    this.filtersIpv6 = data.getBooleanAttribute('filters_ipv6');
    this.ipVs = data.getBooleanAttribute('ip_vs');
    this.esp = data.getBooleanAttribute('esp');
    this.defaultNoNewPrivileges = data.getBooleanAttribute('default_no_new_privileges');
    this.defaultSeccomp = data.getBooleanAttribute('default_seccomp');
    this.defaultCgroupNamespace = data.getStringAttribute('default_cgroup_namespace');
    this.userNamespaces = data.getBooleanAttribute('user_namespaces');
    this.remapsUsers = data.getBooleanAttribute('remaps_users');
    this.kvm = data.getBooleanAttribute('kvm');
  }

  /**
   * Returns whether a runtime starts containers. False if the host does not have it.
   *
   * @param runtime the runtime
   */
  public startsRuntime(runtime: Runtime): IResolvable {
    const starts = this.dataSource.interpolationForAttribute(`runtimes[${JSON.stringify(runtime.name)}].starts`);
    return Op.eq(Fn.try([starts, false]), true);
  }

  /**
   * Returns how a fact was found, or why it is not known.
   *
   * @param attribute the name of the fact in Terraform, such as "filters_ipv6"
   */
  public evidence(attribute: string): string {
    return Token.asString(this.dataSource.interpolationForAttribute(`evidence[${JSON.stringify(attribute)}]`));
  }
}

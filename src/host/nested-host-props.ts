import { HostOptions } from './container-host-options';
import { NestedAccess } from './nested/nested-access';
import { IContainerHost } from '../engine/i-container-host';
import { BaseImage } from '../image/base-image';
import { Size } from '../units/size';
import { PortMapping } from '../workload/container/networking/port-mapping';

/**
 * The properties of a nested host.
 */
export interface NestedHostProps extends HostOptions {
  /**
   * The host that runs the engine of this one in a container.
   */
  readonly host: IContainerHost;

  /**
   * An image with `dockerd`, `iptables` and `sh`. In Debian, they come with the packages `docker.io` and `iptables`:
   *
   * ```dockerfile
   * FROM debian:bookworm-slim
   * RUN apt-get update && apt-get install -y --no-install-recommends docker.io iptables && rm -rf /var/lib/apt/lists/*
   * ```
   */
  readonly image: BaseImage;

  /**
   * The memory of the engine and of all its containers together.
   *
   * @default Size.gibibytes(2)
   */
  readonly memory?: Size;

  /**
   * The part of `memory` that the engine keeps for itself. Its containers share the rest. If they use too much together, the kernel ends
   * a process in one of them, and never the engine.
   *
   * @default Size.mebibytes(256)
   */
  readonly engineMemory?: Size;

  /**
   * The number of processors that the engine and all its containers use at most, such as 1.5.
   *
   * @default 1
   */
  readonly cpus?: number;

  /**
   * The maximum number of processes of the engine and all its containers together.
   *
   * @default 4096
   */
  readonly pidsLimit?: number;

  /**
   * Whether root of the engine may be root of the machine of the outer host. Otherwise, the outer engine has to map users to others of
   * its machine (`userns-remap`), and the apply fails if it does not. If this is true, whoever uses the engine can get all that the
   * machine has: the exemptions in the plan say so.
   *
   * @default false
   */
  readonly hostRoot?: boolean;

  /**
   * How Terraform reaches the engine.
   *
   * @default NestedAccess.tls()
   */
  readonly access?: NestedAccess;

  /**
   * Further settings of the engine, by the names of its `daemon.json`, such as `{ 'no-new-privileges': true }`. The engine restarts when
   * they change. What the other props decide can't be set: `hosts`, `icc`, `log-driver`, `log-opts`, `cgroup-parent`, `data-root` and
   * settings of TLS.
   *
   * @default - none
   */
  readonly engineSettings?: { [name: string]: any };

  /**
   * Ports of the engine's container that are published on the outer host, too. A container in the engine that publishes `containerPort` as
   * its own `hostPort`, with the `hostIp` "0.0.0.0", then answers at the `hostPort` of the outer host.
   *
   * @default - none; the ports that containers publish answer on the networks of the engine's container
   */
  readonly publishedPorts?: PortMapping[];

  /**
   * The port of the outer host at which the engine is reached over TLS or SSH.
   *
   * @default - a free port that the outer engine chooses
   */
  readonly port?: number;

  /**
   * The IP address of the outer host at which the engine is reached over TLS or SSH. Terraform connects to `host.address`, which must lead
   * there.
   *
   * @default "127.0.0.1"
   */
  readonly hostIp?: string;
}

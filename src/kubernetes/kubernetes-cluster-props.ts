import { KubernetesConnection } from './kubernetes-connection';
import { ServiceType } from './service-type';
import { IContainerHost } from '../engine/i-container-host';
import { BaseImage } from '../image/base-image';
import { Exemption } from '../isolation/exemption';
import { IsolationPolicy } from '../isolation/isolation-policy';
import { Size } from '../units/size';

/**
 * What the nodes of a Kubernetes cluster do for all pods, since a pod can't ask for it. The stack declares it: nothing proves it.
 */
export interface PodDefaults {
  /**
   * The most processes of a pod: "podPidsLimit" of each kubelet. `IsolationPolicy.BASELINE` asks for a limit.
   *
   * @default - none
   */
  readonly processes?: number;

  /**
   * The most open files of a process: "LimitNOFILE" of each container runtime. `IsolationPolicy.BASELINE` asks for a limit.
   *
   * @default - none
   */
  readonly openFiles?: number;

  /**
   * Whether each container has a control group namespace of its own, as with control groups version 2. `IsolationPolicy.BASELINE` asks for
   * it.
   *
   * @default false
   */
  readonly privateCgroupNamespace?: boolean;
}

/**
 * The properties of a Kubernetes cluster.
 */
export interface KubernetesClusterProps {
  /**
   * How Terraform connects to the API server.
   *
   * @default KubernetesConnection.environment()
   */
  readonly connection?: KubernetesConnection;

  /**
   * The name of the namespace of the containers. Those of a virtual container host have a namespace of their own.
   *
   * @default - derived from the construct's path
   */
  readonly namespace?: string;

  /**
   * Whether the namespace exists already. Then its Pod Security level stays as it is.
   *
   * @default false
   */
  readonly existingNamespace?: boolean;

  /**
   * What the nodes do for all pods.
   *
   * @default - nothing
   */
  readonly podDefaults?: PodDefaults;

  /**
   * The names of the runtime classes of the cluster, by the names of runtimes.
   *
   * @default - { runsc: "gvisor", "kata-runtime": "kata" }
   */
  readonly runtimeClasses?: { [runtime: string]: string };

  /**
   * How ports are published to the outside. Without it, a port that is published on all addresses is a synth error.
   *
   * @default - ports can't be published to the outside
   */
  readonly publishPorts?: ServiceType;

  /**
   * The host name or IP address at which published ports answer. It may be a token.
   *
   * @default - not known: `publishedAddress()` throws an error
   */
  readonly address?: string;

  /**
   * The addresses that are not the internet, in CIDR notation: those of the cluster's nodes, pods and services, and of the networks around
   * it. A container with `allowInternet()` reaches all others.
   *
   * @default - the private, shared and link-local addresses of IPv4 and IPv6, and those of the metadata services of clouds
   */
  readonly privateRanges?: string[];

  /**
   * The IP addresses at which pods ask for names, beside the pods with the label `k8s-app=kube-dns` in the namespace `kube-system`. With
   * NodeLocal DNSCache: ["169.254.20.10"]. Network policies allow them for pods that reach or await anything.
   *
   * @default - none
   */
  readonly dnsServers?: string[];

  /**
   * The size of a volume without the driver option `size`.
   *
   * @default Size.gibibytes(1)
   */
  readonly volumeSize?: Size;

  /**
   * The storage class of volumes of the driver `local`. Another driver is the name of a storage class itself.
   *
   * @default - the default storage class of the cluster
   */
  readonly storageClass?: string;

  /**
   * The host that makes the images of the stack that come from no registry, and pushes them.
   *
   * @default - none, only images from registries can be used
   */
  readonly imageBuilder?: IContainerHost;

  /**
   * Where these images are pushed, such as "registry.example.com/team". All nodes pull them from there.
   *
   * @default - none
   */
  readonly imageRegistry?: string;

  /**
   * The names of the Secrets with which nodes pull images. They have to be in the namespaces.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * An image with `sh`, `nslookup` and `sleep`, by which pods wait for those that start first (`startAfter`).
   *
   * @default BaseImage.fromRegistry("busybox:1.37")
   */
  readonly toolsImage?: BaseImage;

  /**
   * The domain of the names of services.
   *
   * @default "cluster.local"
   */
  readonly clusterDomain?: string;

  /**
   * The isolation policy that every container must meet, in addition to the policies of the scopes around the cluster.
   *
   * @default - no policy of its own; the policies of the scopes around it apply, or `IsolationPolicy.BASELINE` if there are none
   */
  readonly isolation?: IsolationPolicy;

  /**
   * The controls for which `isolation` may be weaker than the policies of the scopes around the cluster, each with a reason.
   *
   * @default - none
   */
  readonly exemptions?: Exemption[];
}

import { Container } from '../workload/container/container';

/**
 * What a host name leads to, by an Ingress.
 */
export interface IngressOptions {
  /**
   * The host name, such as "shop.example.com".
   */
  readonly hostname: string;

  /**
   * The container, or the template of a set of clones, that answers.
   */
  readonly container: Container;

  /**
   * The port of the container.
   */
  readonly port: number;

  /**
   * The beginning of the paths that lead there.
   *
   * @default "/"
   */
  readonly path?: string;

  /**
   * The name of the Ingress class.
   *
   * @default - the default class of the cluster
   */
  readonly ingressClass?: string;

  /**
   * The namespace of the Ingress controller, whose pods may reach the port.
   */
  readonly controllerNamespace: string;

  /**
   * The name of the Secret with the certificate, which has to be in the namespace of the container.
   *
   * @default - none; without TLS
   */
  readonly tlsSecretName?: string;
}

import { Lazy, TerraformElement, TerraformVariable } from 'cdktf';
import { secretNoVariable } from '../private/errors';

/**
 * A kubeconfig file.
 */
export interface KubeconfigOptions {
  /**
   * The path of the file, on the machine that runs Terraform.
   *
   * @default "~/.kube/config"
   */
  readonly path?: string;

  /**
   * The context in it.
   *
   * @default - the current context of the file
   */
  readonly context?: string;
}

/**
 * The API server of a cluster.
 */
export interface ApiServerOptions {
  /**
   * The address, such as "https://10.0.0.1:6443". It may be a token.
   */
  readonly host: string;

  /**
   * The certificate of the authority, as PEM. It may be a token.
   */
  readonly clusterCaCertificate: string;
}

/**
 * An API server, and a token for it.
 */
export interface TokenOptions extends ApiServerOptions {
  /**
   * The variable that has the token. It must be sensitive, and have no default.
   */
  readonly token: TerraformVariable;
}

/**
 * An API server, and a program that prints credentials for it.
 */
export interface ExecOptions extends ApiServerOptions {
  /**
   * The program, such as "aws".
   */
  readonly command: string;

  /**
   * Its arguments.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * Its environment variables, beside those of Terraform.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The version of the protocol with the program.
   *
   * @default "client.authentication.k8s.io/v1"
   */
  readonly apiVersion?: string;
}

/**
 * How Terraform connects to the API server of a Kubernetes cluster. The synthesized stack has no credentials.
 *
 * @example
 * KubernetesConnection.exec({
 *   host: eks.getStringAttribute('endpoint'),
 *   clusterCaCertificate: certificate,
 *   command: 'aws',
 *   args: ['eks', 'get-token', '--cluster-name', 'shop'],
 * });
 */
export class KubernetesConnection {
  /**
   * Uses the environment variables of Terraform's provider where Terraform runs, such as `KUBE_CONFIG_PATH`, `KUBE_HOST` and `KUBE_TOKEN`.
   */
  public static environment(): KubernetesConnection {
    return new KubernetesConnection({});
  }

  /**
   * Uses a kubeconfig file.
   *
   * @param options the path and the context
   */
  public static kubeconfig(options: KubeconfigOptions = {}): KubernetesConnection {
    const { path = '~/.kube/config', context } = options;
    return new KubernetesConnection({ config_path: path, config_context: context });
  }

  /**
   * Uses a token.
   *
   * Throws an error if the token is no variable.
   *
   * @param options the API server, and the variable with the token
   */
  public static token(options: TokenOptions): KubernetesConnection {
    const { host, clusterCaCertificate, token } = options;
    if (!TerraformElement.isTerraformElement(token)) throw secretNoVariable('The `token` of KubernetesConnection.token()');
    return new KubernetesConnection({ host, cluster_ca_certificate: clusterCaCertificate, token: token.stringValue });
  }

  /**
   * Uses a program that prints credentials, such as those of cloud providers.
   *
   * @param options the API server, and the program
   */
  public static exec(options: ExecOptions): KubernetesConnection {
    const { host, clusterCaCertificate, command, args, environment, apiVersion = 'client.authentication.k8s.io/v1' } = options;
    return new KubernetesConnection({
      host,
      cluster_ca_certificate: clusterCaCertificate,
      // cdktf writes names of members in lower case, except those that it gets late.
      exec: [{ api_version: apiVersion, command, args, env: environment && Lazy.anyValue({ produce: () => environment }) }],
    });
  }

  private constructor(
    /** @internal */ public readonly _settings: { readonly [attribute: string]: unknown },
  ) {}
}

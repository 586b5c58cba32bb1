import { Lazy, TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { aliasTwice, nameTaken } from './errors';
import { NamespaceV1 } from './generated/namespace-v1';
import { NetworkPolicyV1 } from './generated/network-policy-v1';
import { ServiceAccountV1 } from './generated/service-account-v1';
import { OWN_LABELS } from './names';
import { lowestLevel, PodSecurityLevel } from './pod-security';
import { Attributes } from '../../model/attributes';
import { throwIfAny } from '../../private/berth-error';
import { addressOfResource } from '../docker/resources';

/** The account of all pods. It has no token, and no rights. */
const ACCOUNT = 'berth';

const DENY_ALL = 'deny-all';

/** The kind of objects by which others find something. */
export const SERVICE = 'service';

const POD_SECURITY = 'pod-security.kubernetes.io/';

/** What a namespace is made of. */
export interface NamespaceProps {
  readonly name: string;
  readonly provider: TerraformProvider | undefined;
  /** Whether it exists already. Then the stack does not set its Pod Security level. */
  readonly exists: boolean;
  /** The names of the Secrets with which nodes pull images. */
  readonly imagePullSecrets: readonly string[];
}

/** Something in a namespace that has a name. */
interface Named {
  readonly path: string;
  readonly of: object;
}

/**
 * A namespace in which nothing reaches anything unless a network policy allows it, and whose pods have no rights at the API server. The API
 * server refuses pods below the Pod Security level that all pods of the stack meet.
 */
export class Namespace {
  /** Its name, as a token if the stack makes it, so that Terraform makes it first. */
  public readonly ref: string;
  public readonly account: string;

  private readonly levels: Array<() => PodSecurityLevel> = [];
  private readonly taken = new Map<string, Named>();
  private readonly resources: TerraformResource[] = [];

  constructor(private readonly scope: Construct, public readonly props: NamespaceProps) {
    const { name, provider, exists, imagePullSecrets } = props;
    this.ref = exists ? name : this.addNamespace();
    const account = new ServiceAccountV1(new Construct(scope, 'Account'), 'Resource', {
      provider,
      attributes: () => ({
        metadata: this.metadata(ACCOUNT),
        automount_service_account_token: false,
        image_pull_secret: imagePullSecrets.length === 0 ? undefined : imagePullSecrets.map((secret) => ({ name: secret })),
      }),
    });
    this.account = account.interpolationForAttribute('metadata[0].name').toString();
    this.take('policy', DENY_ALL, { of: scope, path: scope.node.path });
    this.resources.push(new NetworkPolicyV1(new Construct(scope, 'DenyAll'), 'Resource', {
      provider,
      attributes: () => ({ metadata: this.metadata(DENY_ALL), spec: { pod_selector: {}, policy_types: ['Ingress', 'Egress'] } }),
    }));
  }

  /** Returns the metadata of an object in the namespace. */
  public metadata(name: string, labels: Attributes = {}, annotations?: Attributes) {
    return { name, namespace: this.ref, labels: { ...OWN_LABELS, ...labels } as Record<string, string>, annotations: annotations as never };
  }

  /** Adds what has to be in the namespace before its pods. */
  public addFirst(resource: TerraformResource): void {
    this.resources.push(resource);
  }

  /** The addresses of what has to be in the namespace before its pods. */
  public get dependencies(): string[] {
    return this.resources.map(addressOfResource);
  }

  /** Adds pods, whose Pod Security level is known when the stack is complete. */
  public addPods(level: () => PodSecurityLevel): void {
    this.levels.push(level);
  }

  /** Takes a name for an object of a kind. Throws an error if another one has it. Returns whether it was taken already. */
  public take(kind: string, name: string, { of, path }: Named): boolean {
    const key = `${kind}/${name}`;
    const there = this.taken.get(key);
    if (there !== undefined && there.of !== of) {
      const { name: namespace } = this.props;
      throwIfAny([kind === SERVICE ? aliasTwice(name, namespace, [there.path, path]) : nameTaken(name, namespace, there.path)], this.scope);
    }
    this.taken.set(key, { of, path });
    return there !== undefined;
  }

  /** Returns the scope of a service, by whose name others find something, unless there is one. Throws an error like `take()`. */
  public scopeForService(name: string, named: Named): Construct | undefined {
    if (this.take(SERVICE, name, named)) return undefined;
    const parent = (this.scope.node.tryFindChild('Services') ?? new Construct(this.scope, 'Services')) as Construct;
    return new Construct(parent, name);
  }

  private addNamespace(): string {
    const { name, provider } = this.props;
    const level = Lazy.stringValue({ produce: () => lowestLevel(this.levels.map((each) => each())) });
    const resource = new NamespaceV1(new Construct(this.scope, 'Namespace'), 'Resource', {
      provider,
      attributes: () => ({
        metadata: { name, labels: { ...OWN_LABELS, [`${POD_SECURITY}enforce`]: level, [`${POD_SECURITY}warn`]: 'restricted' } },
      }),
    });
    return resource.interpolationForAttribute('metadata[0].name').toString();
  }
}

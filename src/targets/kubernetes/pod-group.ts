import { Aspects, TerraformResource, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { describePod } from './describe-pod';
import { addressOfPod, aliasInvalid, cloneIndexTooLate, cloneVolumeTooLate, otherContainers, overrideUnjudged } from './errors';
import { PodFiles } from './files';
import { NetworkPolicyV1 } from './generated/network-policy-v1';
import { ServiceV1 } from './generated/service-v1';
import { KubernetesModel, PodArguments } from './kubernetes-row';
import { NAME_LABEL, networkLabel } from './names';
import { SERVICE } from './namespace';
import { isLoopback, publicPorts } from './network-rows';
import { changedByOverrides, containerNames, RenderedPod, synthesizedPod } from './overrides';
import { hasOrdinals } from './placeholders';
import { podTemplate, PodTemplate } from './pod';
import { podSecurityLevel } from './pod-security';
import { egressRules, ingressRules, Pods, Surroundings } from './reach';
import {
  addExternalName, addGoverningService, addHeadlessService, addNamedService, addPublicService, hasName,
} from './services';
import { volumesOfClones } from './storage-rows';
import { waitContainer } from './waiting';
import { addWorkload, kindOf, podLabels, surgeOf, WorkloadKind } from './workload';
import { Attributes } from '../../model/attributes';
import { PlacementConstraintModel } from '../../model/placement';
import { BerthError, throwIfAny } from '../../private/berth-error';
import { blockOf, blocksOf } from '../../private/expressions';
import { DescribedContainer } from '../../shared/controls/reader';
import { unlessEmpty } from '../../workload/blocks';
import { addressOf, addressOfResource } from '../docker/resources';
import { attributesOf } from '../raw/docker';
import { RuledObject } from '../raw/ruled-objects';
import { RenderedContainer } from '../target';

/** The name of a Service (RFC 1035). */
const ALIAS = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** What the pods of a container need to know of their cluster. */
export interface PodGroupProps {
  readonly cluster: KubernetesModel;
  readonly domain: string;
  readonly toolsImage: () => string;
  readonly constraints: readonly PlacementConstraintModel[];
  /** The name of their priority class. A token. */
  readonly priority?: string;
  /** The most pods that autoscaling makes, or undefined if there is none. */
  readonly scaledTo: () => number | undefined;
  readonly surroundings: Surroundings;
}

/** The pods of a container: their workload, and what follows from the complete model: files, services, names and network policies. */
export class PodGroup implements RenderedContainer {
  public readonly resource: TerraformResource;
  public readonly name: string;

  private readonly kind: WorkloadKind;
  private readonly files: PodFiles;
  private service?: ServiceV1;
  private publicService?: ServiceV1;
  private policy?: NetworkPolicyV1;

  constructor(private readonly scope: Construct, private readonly pods: Pods, private readonly props: PodGroupProps) {
    const { model, name, namespace } = pods;
    this.name = name;
    this.kind = kindOf(model);
    this.files = new PodFiles(scope, model, name, namespace);
    this.resource = addWorkload(scope, {
      kind: this.kind,
      name,
      namespace,
      model,
      cluster: props.cluster,
      template: () => this.template(),
      labels: () => this.networkLabels(),
      isScaled: () => props.scaledTo() !== undefined,
      dependsOn: () => this.dependencies(),
      isBounded: props.priority !== undefined,
    });
    namespace.addPods(() => {
      const { spec, annotations } = this.synthesized();
      return podSecurityLevel(spec, annotations);
    });
    scope.node.addValidation({ validate: () => this.problems().map(({ detail }) => detail) });
    // Adds what follows from the complete model before the stack is written.
    Aspects.of(scope).add({ visit: (node) => void (node === scope && this.complete()) });
  }

  public get id(): string {
    return this.resource.getStringAttribute('id');
  }

  public hostPort(index: number): number {
    const port = this.pods.model.ports[index]!;
    const isChosenByCluster = !isLoopback(port) && this.props.cluster.publishing === 'NodePort';
    if (!isChosenByCluster) return port.containerPort;
    const position = publicPorts(this.pods.model).indexOf(port);
    return Token.asNumber(this.ensurePublic().interpolationForAttribute(`spec[0].port[${position}].node_port`));
  }

  public ipAddress(): string {
    throw addressOfPod();
  }

  /** They are annotations, which nothing else sets. */
  public keepLabels(): void {}

  public describe(): DescribedContainer {
    const { spec, annotations } = this.synthesized();
    return describePod(spec, annotations, this.props.cluster);
  }

  /** Returns the pods as what the rules of a virtual container host are about. */
  public asRuledObject(): RuledObject {
    const { model, name } = this.pods;
    const { clones, image, ports } = model;
    const { replicas } = blockOf(attributesOf(this.resource).spec);
    const synthesized = Number.isInteger(Number(replicas)) ? Number(replicas) : undefined;
    const count = this.props.scaledTo() ?? synthesized ?? clones?.replicas ?? 1;
    return {
      kind: 'service',
      resource: this.resource,
      attributes: {
        ...this.describe(),
        name,
        image: blocksOf(this.synthesized().spec.container)[0]?.image ?? image.imageId,
        ports: ports.map(({ containerPort: internal, hostPort: external }) => ({ internal, external })),
      },
      rules: undefined,
      count,
      peak: count + surgeOf(model),
      isOnEachNode: clones?.global,
    };
  }

  private template(): PodTemplate {
    const { constraints, priority, cluster } = this.props;
    const { model } = this.pods;
    const { placement: { constraints: own, ...others } = { constraints: [], spreadOver: [] } } = model;
    const placement = model.placement === undefined && constraints.length === 0 ? undefined
      : { ...others, constraints: [...own, ...constraints] };
    return podTemplate({ ...model, placement }, cluster, this.more(priority));
  }

  private more(priority: string | undefined): PodArguments {
    const { pod = {}, ...files } = this.files.arguments();
    const { domain, toolsImage, surroundings: { podsOf } } = this.props;
    const waits = this.pods.model.startAfter.flatMap((other) => {
      const pods = podsOf(other);
      if (pods === undefined || kindOf(pods.model) === 'Job') return [];
      return [{ name: `${readyName(pods)}.${pods.namespace.props.name}.svc.${domain}.`, image: toolsImage() }];
    });
    return {
      ...files,
      pod: { ...pod, priority_class_name: priority, init_container: unlessEmpty(waits.map(waitContainer)) },
    };
  }

  private networkLabels(): Attributes {
    return Object.fromEntries(this.pods.model.networks.map(({ network }) => [networkLabel(network.name), 'member']));
  }

  private dependencies(): string[] {
    const { namespace, model: { networks, startAfter } } = this.pods;
    return [
      ...namespace.dependencies,
      ...this.policy === undefined ? [] : [addressOfResource(this.policy)],
      ...networks.map(({ network }) => addressOf(network)),
      ...startAfter.map((other) => addressOfResource(other.node.findChild('Resource') as TerraformResource)),
    ];
  }

  private complete(): void {
    const { pods, scope, props: { surroundings } } = this;
    this.files.arguments();
    if (this.kind === 'StatefulSet') this.service ??= addGoverningService(this.scopeForName(pods.name)!, pods, pods.name, surroundings);
    else if (hasName(pods, surroundings)) this.service ??= addNamedService(this.scopeForName(pods.name)!, pods, pods.name, surroundings);
    if (publicPorts(pods.model).length > 0) this.ensurePublic();
    if (ingressRules(pods, surroundings).length + egressRules(pods, surroundings).length > 0) this.policy ??= this.addPolicy(scope);
    pods.model.startAfter.forEach((other) => this.addReadyName(other));
    pods.model.connections.filter(({ from }) => from === pods.construct).forEach(({ to, aliases }) => (
      aliases.forEach((alias) => this.addAlias(to, alias))));
    pods.model.networks.forEach(({ aliases = [] }) => aliases.forEach((alias) => this.addAlias(pods.construct, alias)));
  }

  private scopeForName(name: string): Construct | undefined {
    const { namespace, construct } = this.pods;
    return namespace.scopeForService(name, { of: construct, path: construct.node.path });
  }

  private addAlias(to: IConstruct, given: string): void {
    // Names are the same in upper and lower case.
    const alias = given.toLowerCase();
    if (!ALIAS.test(alias)) throwIfAny([aliasInvalid(given)], this.scope);
    const other = this.props.surroundings.podsOf(to);
    const isOwnName = other === undefined || other.name === alias && other.namespace === this.pods.namespace;
    const scope = isOwnName ? undefined
      : this.pods.namespace.scopeForService(alias, { of: to, path: to.node.path });
    if (scope === undefined) return;
    if (other!.namespace === this.pods.namespace) addNamedService(scope, other!, alias, this.props.surroundings);
    else addExternalName(scope, other!, this.pods, alias, this.props.domain);
  }

  private addReadyName(to: IConstruct): void {
    const other = this.props.surroundings.podsOf(to);
    if (other === undefined || kindOf(other.model) === 'Job') return;
    const scope = other.namespace.scopeForService(readyName(other), { of: to, path: to.node.path });
    if (scope !== undefined) addHeadlessService(scope, other, readyName(other));
  }

  private ensurePublic(): ServiceV1 {
    const { pods, props: { cluster: { publishing } } } = this;
    if (this.publicService === undefined) {
      const name = `${pods.name}-public`;
      pods.namespace.take(SERVICE, name, { of: this, path: pods.construct.node.path });
      this.publicService = addPublicService(new Construct(this.scope, 'Public'), pods, name, publishing ?? 'LoadBalancer');
    }
    return this.publicService;
  }

  private addPolicy(scope: Construct): NetworkPolicyV1 {
    const { pods, props: { surroundings } } = this;
    const { namespace, name } = pods;
    return new NetworkPolicyV1(new Construct(scope, 'Reach'), 'Resource', {
      provider: namespace.props.provider,
      attributes: () => ({
        metadata: namespace.metadata(name),
        spec: {
          pod_selector: { match_labels: { [NAME_LABEL]: name } },
          policy_types: ['Ingress', 'Egress'],
          ingress: unlessEmpty(ingressRules(pods, surroundings)),
          egress: unlessEmpty(egressRules(pods, surroundings)),
        },
      }),
    });
  }

  /** Returns the template of the pods as it will be synthesized, with what was overridden. */
  private synthesized(): PodTemplate {
    return synthesizedPod(this.resource);
  }

  /** Returns what no override may change, as it is rendered. */
  private rendered(): RenderedPod {
    const { pods: { name, namespace }, props: { constraints, priority } } = this;
    const { spec: { init_container: waits, affinity }, annotations } = this.template();
    return {
      annotations,
      fields: {
        init_container: waits,
        service_account_name: namespace.account,
        automount_service_account_token: false,
        labels: podLabels(name, namespace, this.networkLabels()),
        namespace: namespace.ref,
        priority_class_name: priority,
        node_name: undefined,
        ...constraints.length > 0 ? { affinity } : {},
      },
    };
  }

  private problems(): BerthError[] {
    const late = this.kind === 'StatefulSet' ? [] : volumesOfClones(this.pods.model);
    const rendered = containerNames(this.template().spec);
    const added = containerNames(this.synthesized().spec).filter((name) => !rendered.includes(name));
    const lateIndex = this.kind !== 'StatefulSet' && late.length === 0 && hasOrdinals(this.pods.model);
    const changed = changedByOverrides(this.scope, this.resource, this.rendered());
    return [
      ...late.map(({ target }) => cloneVolumeTooLate(target)),
      ...lateIndex ? [cloneIndexTooLate()] : [],
      ...added.length === 0 && changed.length > 0 ? [overrideUnjudged(changed)] : [],
      ...added.length === 0 ? [] : [otherContainers(added)],
    ];
  }
}

/** Returns the name that resolves only while pods are ready. */
function readyName({ name }: Pods): string {
  return `${name}-ready`;
}

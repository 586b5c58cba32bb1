import { Annotations, App, Aspects, TerraformResource, TerraformStack, IAspect } from 'cdktf';
import { IConstruct } from 'constructs';
import { effectiveFor, EffectivePolicy } from './effective-policy';
import { exemptionLabels, exemptionsByLabel } from './exemption-labels';
import { warnOfIpv6 } from './ipv6-warning';
import { controlsOfDescribed } from './observe-resource';
import { enforcesPolicies, resourceProblems } from './policy-check';
import { IContainerHost } from '../engine/i-container-host';
import { PolicyModel } from '../model/policy';
import { ExemptControl } from '../shared/controls/document';
import { attributesOf } from '../targets/raw/docker';
import { RawWorkload } from '../targets/raw/raw-workload';
import { rawWorkload } from '../targets/raw/raw-workloads';

/** What applies to a container or service. */
interface Subject {
  readonly policy: EffectivePolicy;
  /** Its own exemptions, for which it has labels already. */
  readonly exemptions: readonly ExemptControl[];
  readonly host?: IContainerHost;
  /** Shows the policy, and the exemptions of the scopes around it, in what is synthesized. */
  readonly show: (labels: { readonly [name: string]: string }, policy: PolicyModel) => void;
}

const SHARED_NETWORK = 'The container is on the engine\'s default network (docker0), where it reaches the containers of all other '
  + 'stacks, and they reach it. Add a network of its own with `networks_advanced`, or set `network_mode = "none"`.';

/** What a resource shares that belongs to no host of Berth. */
const NO_HOST = { sharedFolders: [] };

const ours = new WeakMap<IConstruct, Subject>();

/**
 * Checks all containers and services of a stack against the policies, whether or not a construct of Berth created them. It also
 * passes the policies on to the provider, which enforces them even if validations are skipped.
 *
 * @internal
 */
export class PolicyAspect implements IAspect {
  /** Adds the aspect to a stack, once. */
  public static on(stack: TerraformStack): PolicyAspect {
    const aspects = Aspects.of(stack);
    const there = aspects.all.find((aspect): aspect is PolicyAspect => aspect instanceof PolicyAspect);
    if (there) return there;
    const aspect = new PolicyAspect();
    aspects.add(aspect);
    return aspect;
  }

  /** Adds the aspect to the stack of a scope, or to all stacks in the scope, those that are made later included. */
  public static onStacksOf(scope: IConstruct): void {
    const addToStacks = () => [...scope.node.scopes, ...scope.node.findAll()].forEach((each) => {
      if (TerraformStack.isStack(each)) PolicyAspect.on(each);
    });
    addToStacks();
    const { root } = scope.node;
    if (!App.isApp(root) || scope.node.scopes.some((each) => TerraformStack.isStack(each))) return;
    // cdktf starts aspects at stacks, so an aspect of the app itself would never run. There is no hook for a new stack either.
    const synth = root.synth.bind(root);
    root.synth = () => {
      addToStacks();
      synth();
    };
  }

  /** Registers what applies to the container of a construct, which checks the container itself. */
  public static register(resource: TerraformResource, subject: Subject): void {
    ours.set(resource, subject);
  }

  /** The hosts of the stack. The first one is the default for resources without an explicit provider. */
  private readonly hosts: IContainerHost[] = [];
  private readonly visited = new WeakSet<IConstruct>();

  /** Registers a host of the stack. */
  public _addHost(host: IContainerHost): void {
    this.hosts.push(host);
  }

  public visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || this.visited.has(node)) return;
    this.visited.add(node);
    warnOfIpv6(node, this.hosts[0]);
    const workload = rawWorkload(node);
    if (!workload) return;
    const { policy, exemptions, host, show } = ours.get(node) ?? this.adopt(workload);
    const needed = policy.exempt.size === 0 ? [] : policy.exemptionsFor(controlsOfDescribed(workload.describe(), workload.schema, host));
    const inherited = needed.filter(({ control }) => exemptions.every((each) => each.control !== control));
    const shown = [...exemptions, ...inherited];
    show(exemptionLabels(inherited), policy.modelFor(shown, host?._placement ?? NO_HOST));
  }

  /**
   * Applies the policies to a resource that no construct of Berth created. Its labels exempt it; it is checked when the stack is
   * complete.
   */
  private adopt(workload: RawWorkload): Subject {
    const { resource } = workload;
    if (workload.isOnSharedNetwork?.()) Annotations.of(resource).addWarning(SHARED_NETWORK);
    const host = this.hostOf(resource);
    const exemptions = exemptionsByLabel(workload.describe().labels);
    const policy = effectiveFor(resource, host).within({ controls: {}, exemptions }, resource);
    const takesPolicy = enforcesPolicies(this.hosts[0]);
    resource.node.addValidation({ validate: () => resourceProblems(workload, policy, host, takesPolicy).map(({ detail }) => detail) });
    return { policy, exemptions, host, show: (labels, each) => workload.show(labels, takesPolicy ? each : undefined) };
  }

  /** Returns the host of a resource that no construct of Berth created. */
  private hostOf(resource: TerraformResource): IContainerHost | undefined {
    const provider = resource.provider ?? this.hosts[0]?.provider;
    const on = this.hosts.filter((host) => host.provider === provider);
    return on.length < 2 ? on[0] : on.find(({ _placement: { engineName } }) => engineName === attributesOf(resource).engine);
  }
}

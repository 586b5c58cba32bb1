import { Aspects, TerraformResource, TerraformStack, IAspect } from 'cdktf';
import { IConstruct } from 'constructs';
import { describeResource, isContainer, isService } from './described';
import { effectiveFor, EffectivePolicy } from './effective-policy';
import { exemptionLabels, exemptionsByLabel } from './exemption-labels';
import { controlsOf } from './observe-resource';
import { resourceProblems } from './policy-check';
import { IContainerHost } from '../engine/i-container-host';
import { toDocument, ExemptControl } from '../shared/controls/document';

/** What applies to a container or service. */
interface Subject {
  readonly policy: EffectivePolicy;
  /** Its own exemptions, for which it has labels already. */
  readonly exemptions: readonly ExemptControl[];
  readonly host?: IContainerHost;
}

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

  /** Registers what applies to the container of a construct, which checks the container itself. */
  public static expect(resource: TerraformResource, subject: Subject): void {
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
    if (!TerraformResource.isTerraformResource(node) || !(isContainer(node) || isService(node)) || this.visited.has(node)) return;
    this.visited.add(node);
    const { policy, exemptions, host } = ours.get(node) ?? this.adopt(node);
    const needed = policy.exempt.size === 0 ? [] : policy.exemptionsFor(controlsOf(node, host));
    const inherited = needed.filter(({ control }) => exemptions.every((each) => each.control !== control));
    if (inherited.length > 0) {
      node.addOverride('labels', Object.entries(exemptionLabels(inherited)).map(([label, value]) => ({ label, value })));
    }
    if (isContainer(node) && this.hosts[0]?.backend._has('docker_container', 'isolation_policy')) {
      const shown = [...exemptions, ...inherited];
      node.addOverride('isolation_policy', shown.length === 0 ? policy.block : [toDocument(policy.floor, shown)]);
    }
  }

  /**
   * Applies the policies to a resource that no construct of Berth created. Its labels exempt it; it is checked when the stack is
   * complete.
   */
  private adopt(resource: TerraformResource): Subject {
    const host = this.hosts.find(({ provider }, index) => resource.provider === undefined ? index === 0 : resource.provider === provider);
    const exemptions = exemptionsByLabel(describeResource(resource).labels);
    const policy = effectiveFor(resource, host).within({ controls: {}, exemptions }, resource);
    resource.node.addValidation({ validate: () => resourceProblems(resource, policy, host).map(({ detail }) => detail) });
    return { policy, exemptions, host };
  }
}

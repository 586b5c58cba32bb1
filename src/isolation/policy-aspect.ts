import { Aspects, TerraformResource, TerraformStack, IAspect } from 'cdktf';
import { IConstruct } from 'constructs';
import { blocksOf, describeResource, isContainer, isService } from './described';
import { effectiveFor, EffectivePolicy } from './effective-policy';
import { EXEMPTION_LABEL, controlsOf, resourceProblems } from './policy-check';
import { IContainerHost } from '../engine/i-container-host';
import { toDocument, ExemptControl } from '../shared/controls/document';
import { CONTROLS, ControlName } from '../shared/controls/table';

/** What a container must keep. */
interface Subject {
  readonly policy: EffectivePolicy;
  /** Its own exemptions, which it shows already. */
  readonly exemptions: readonly ExemptControl[];
  readonly host?: IContainerHost;
}

const ours = new WeakMap<IConstruct, Subject>();

/**
 * Holds the policies against all containers and services that a stack ends up with, whoever made them, and passes on to the provider what they ask
 * for, so that it holds even where validations are switched off.
 *
 * @internal
 */
export class PolicyAspect implements IAspect {
  /** Installs it on a stack, once. */
  public static on(stack: TerraformStack): PolicyAspect {
    const aspects = Aspects.of(stack);
    const there = aspects.all.find((aspect): aspect is PolicyAspect => aspect instanceof PolicyAspect);
    if (there) return there;
    const aspect = new PolicyAspect();
    aspects.add(aspect);
    return aspect;
  }

  /** Tells what a container of ours must keep: its construct knows, and checks it. */
  public static expect(resource: TerraformResource, subject: Subject): void {
    ours.set(resource, subject);
  }

  /** The hosts of the stack; the first one is the default, which resources need not mention. */
  private readonly hosts: IContainerHost[] = [];
  private readonly visited = new WeakSet<IConstruct>();

  /** Tells of a host of the stack. */
  public _addHost(host: IContainerHost): void {
    this.hosts.push(host);
  }

  public visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || !(isContainer(node) || isService(node)) || this.visited.has(node)) return;
    this.visited.add(node);
    const { policy, exemptions, host } = ours.get(node) ?? this.stranger(node);
    const needed = policy.exempt.size === 0 ? [] : policy.exemptionsFor(controlsOf(node, host));
    const inherited = needed.filter(({ control }) => exemptions.every((each) => each.control !== control));
    if (inherited.length > 0) {
      node.addOverride('labels', Object.entries(exemptionLabels(inherited)).map(([label, value]) => ({ label, value })));
    }
    if (isContainer(node) && this.hosts[0]?.backend._can.isolationPolicy) {
      const shown = [...exemptions, ...inherited];
      node.addOverride('isolation_policy', shown.length === 0 ? policy.block : [toDocument(policy.floor, shown)]);
    }
  }

  /** A resource that is none of ours: its labels exempt it, and it is checked once the whole stack is there. */
  private stranger(resource: TerraformResource): Subject {
    const host = this.hosts.find(({ provider }, index) => resource.provider === undefined ? index === 0 : resource.provider === provider);
    const exemptions = exemptionsByLabel(describeResource(resource).labels);
    const policy = effectiveFor(resource, host).within({ controls: {}, exemptions }, resource);
    resource.node.addValidation({ validate: () => resourceProblems(resource, policy, host).map(({ detail }) => detail) });
    return { policy, exemptions, host };
  }
}

/** The labels by which a container shows its exemptions. */
export function exemptionLabels(exemptions: readonly ExemptControl[]): { [name: string]: string } {
  return Object.fromEntries(exemptions.map(({ control, reason }) => [`${EXEMPTION_LABEL}${control}`, reason]));
}

function exemptionsByLabel(labels: unknown): ExemptControl[] {
  return blocksOf(labels).flatMap(({ label, value }) => {
    const control = String(label).slice(EXEMPTION_LABEL.length);
    return String(label).startsWith(EXEMPTION_LABEL) && control in CONTROLS ? [{ control: control as ControlName, reason: String(value) }] : [];
  });
}

import { Annotations, TerraformResource } from 'cdktf';
import { IContainerHost } from '../engine/i-container-host';
import { IPV6_PROOF, canProveIpv6, hasUnprovedIpv6 } from '../targets/raw/unproved-ipv6';

const RISK = 'On an engine that does not filter IPv6, containers on all networks reach each other over IPv6.';

/** Warns about a network with IPv6 whose isolation nothing proves, whoever defined it. */
export function warnOfIpv6(resource: TerraformResource, host: IContainerHost | undefined): void {
  if (!hasUnprovedIpv6(resource)) return;
  const remedy = host !== undefined && canProveIpv6(host.backend)
    ? `Prove it with \`addOverride('${IPV6_PROOF}', true)\`, or remove \`ipv6\`.`
    : 'Check that the engine has `"ip6tables": true` in its daemon.json, or use Backend.BERTH, which proves it, or remove `ipv6`.';
  Annotations.of(resource).addWarning(`The network has IPv6, and nothing proves that it is isolated. ${RISK} ${remedy}`);
}

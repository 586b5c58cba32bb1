import { Leak } from './judge';
import { DiagnosticError } from '../../../diagnostics/diagnostics';

const ADVICE: { readonly [needs in Leak['needs']]: string } = {
  'filter': 'Have the engine filter IPv6: set `"ip6tables": true` in its daemon.json (before Engine 27 also `"experimental": true`; since '
    + 'Engine 27 it is the default) and restart it.',
  'isolated bridge': 'Engine 28 and newer keep the host and an internal network apart over IPv6 with the option '
    + '`"com.docker.network.bridge.gateway_mode_ipv6" = "isolated"`. Older engines can\'t.',
};

const REMEDY = 'Or remove `ipv6` from the network.';

const PATH = ['prove_ipv6_isolation'];

/** The network lets something through over IPv6. */
export function notIsolated(name: string, leaks: readonly Leak[], outcome: string): DiagnosticError {
  const advice = [...new Set(leaks.map(({ needs }) => ADVICE[needs]))];
  return new DiagnosticError({
    summary: `Network "${name}" is not isolated over IPv6. ${outcome}`,
    detail: [
      ['The provider connected containers of its own over IPv6, and saw:', ...leaks.map(({ what }) => `- ${what}`)].join('\n'),
      [...advice, REMEDY].join(' '),
    ].join('\n\n'),
    path: PATH,
  });
}

/** The network uses the bridge of another one, so that nothing is between their containers. */
export function sharedBridge(name: string, bridge: string, other: string, outcome: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Network "${name}" is not isolated over IPv6. ${outcome}`,
    detail: `It is on the bridge "${bridge}", as the network "${other}" is, so their containers reach each other. Set another name in the `
      + 'option `com.docker.network.bridge.name`, or leave it out: the engine then makes a bridge.',
    path: PATH,
  });
}

/** What the network lets through over IPv6 could not be seen. */
export function notProved(name: string, error: unknown, outcome: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The isolation of network "${name}" over IPv6 could not be proved. ${outcome}`,
    detail: `The provider connects containers of its own over IPv6 to prove it. This failed: ${(error as Error).message}\n\n`
      + `Without evidence, the network is not used. Apply again once the cause is fixed. ${REMEDY} With \`prove_ipv6_isolation = false\`, `
      + 'nothing is proved.',
    path: PATH,
  });
}

import Dockerode from 'dockerode';
import { goBool } from '../../src/shared/go-bool';
import { Engine } from '../engine/engine';
import { Answer } from '../probe/answers';
import { ISOLATED, runProbe } from '../probe/run';

export type Network = Dockerode.NetworkInspectInfo;

const ICC = 'com.docker.network.bridge.enable_icc';
const BRIDGE = 'com.docker.network.bridge.name';

/** In linux/errno.h: there is no such file. */
const ENOENT = 2;

/** The kernel's settings that pass what goes through a bridge to the firewall, and the settings of a bridge of its own. */
const SETTINGS = [['bridge-nf-call-iptables', 'nf_call_iptables'], ['bridge-nf-call-ip6tables', 'nf_call_ip6tables']] as const;
const globally = (setting: string) => `/proc/sys/net/bridge/${setting}`;
const forBridge = (bridge: string, setting: string) => `/sys/class/net/${bridge}/bridge/${setting}`;

/** For each network whose containers must not reach each other: which setting lets them. `unknown` if it could not be read. */
export type OpenBridges = ReadonlyMap<string, { readonly setting: string; readonly isOpen: boolean | 'unknown' }>;

/**
 * Returns the networks that separate their containers by the firewall (`enable_icc=false`), although the host does not pass what goes
 * through a bridge to the firewall, or although that could not be read.
 *
 * These settings belong to the network namespace of the engine. The probe that reads them has that one, and no capabilities.
 */
export async function readOpenBridges(
  engine: Engine, image: string, networks: readonly Network[], signal: AbortSignal,
): Promise<OpenBridges> {
  const separating = networks.filter(({ Driver: driver, Options: options }) => driver === 'bridge' && goBool(options?.[ICC]) === false);
  if (separating.length === 0) return new Map();
  const paths = [...new Set(separating.flatMap((network) => SETTINGS.flatMap(([all, one]) => [
    globally(all), forBridge(bridgeOf(network), one),
  ])))];
  const host = { ...ISOLATED, NetworkMode: 'host', UsernsMode: 'host' };
  const answers = await runProbe(engine, image, paths, { host }, signal).catch(() => undefined);
  signal.throwIfAborted();
  return new Map(separating.flatMap((network) => {
    const needed = network.EnableIPv6 ? SETTINGS : SETTINGS.slice(0, 1);
    const states = needed.map(([all, one]) => ({
      setting: all, isOpen: isOpen(answers?.get(globally(all)), answers?.get(forBridge(bridgeOf(network), one))),
    }));
    const worst = states.find((state) => state.isOpen === true) ?? states.find((state) => state.isOpen === 'unknown');
    return worst === undefined ? [] : [[network.Id, worst] as const];
  }));
}

/** Whether neither setting is on. Without the kernel's module br_netfilter, neither exists, and nothing is passed to the firewall. */
function isOpen(all: Answer | undefined, one: Answer | undefined): boolean | 'unknown' {
  const states = [all, one].map((answer) => {
    if (answer === undefined || (answer.kind === 'error' && answer.errno !== ENOENT)) return 'unknown';
    return answer.kind === 'file' && answer.text.trim() !== '0';
  });
  if (states.includes(true)) return false;
  return states.includes('unknown') ? 'unknown' : true;
}

function bridgeOf({ Id: id, Options: options }: Network): string {
  return options?.[BRIDGE] ?? `br-${id.slice(0, 12)}`;
}

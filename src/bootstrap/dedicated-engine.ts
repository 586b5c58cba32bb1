import { dedicatedDaemonJson } from './daemon-json';
import { DedicatedEngine } from './host-bootstrap-props';
import { DATA_FOLDER, DEDICATED_FOLDER, HostModel } from './host-model';
import { file, step, Step, unit } from './render/step';
import { ENGINE_RESERVE, sliceUnit } from './slices';
import { ipv4Address, ipv4Range } from '../shared/ip';

const NETWORK_SCRIPT = '/usr/local/sbin/berth-vch-network';

/**
 * Gives a dedicated engine a network namespace of its own, in which its rules for packets concern nobody else: two engines in one namespace
 * remove each other's rules. Its packets leave the machine by the default route only, so they don't reach the networks of other engines.
 */
const NETWORK = String.raw`#!/bin/sh
# Connects the network namespace of a dedicated engine: berth-vch-network up|down NAME
set -eu
space=vch-$2
IFS=' ' read -r host engine prefix <"/etc/docker/vch/$2.network"
down() {
  nft delete table ip "berth_vch_$1" 2>/dev/null || true
  ip link delete "$space" 2>/dev/null || true
  ip netns delete "$space" 2>/dev/null || true
}
case "$1" in
  up)
    down "$2"
    uplink=$(ip -4 route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -n 1)
    [ -n "$uplink" ] || { echo "This machine has no default route, which the network of $2 needs." >&2; exit 1; }
    ip netns add "$space"
    ip link add "$space" type veth peer name eth0 netns "$space"
    ip address add "$host/$prefix" dev "$space"
    ip link set "$space" up
    ip -n "$space" link set lo up
    ip -n "$space" address add "$engine/$prefix" dev eth0
    ip -n "$space" link set eth0 up
    ip -n "$space" route add default via "$host"
    nft -f - <<RULES
table ip berth_vch_$2 {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ip saddr $engine oifname "$uplink" masquerade
  }
  chain forward {
    type filter hook forward priority filter - 1;
    iifname "$space" oifname != "$uplink" drop
    oifname "$space" ct state established,related accept
    oifname "$space" drop
  }
}
RULES
    # The policy of the machine's engine is to drop what it does not forward itself.
    iptables -N DOCKER-USER 2>/dev/null || true
    for rule in "-i $space -o $uplink" "-i $uplink -o $space"; do
      # shellcheck disable=SC2086 # each word is an argument
      iptables -C DOCKER-USER $rule -j ACCEPT 2>/dev/null || iptables -I DOCKER-USER $rule -j ACCEPT
    done
    ;;
  down) down "$2" ;;
esac
`;

const NETWORK_UNIT = `\
[Unit]
Description=Network of the dedicated engine %i
After=network-online.target docker.service
Wants=network-online.target
PartOf=docker-vch@%i.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${NETWORK_SCRIPT} up %i
ExecStop=${NETWORK_SCRIPT} down %i
`;

/** The engine starts a containerd of its own, since it can't see the machine's. The sockets of its shims are always in /run/containerd. */
const engineUnit = (program: string) => `\
[Unit]
Description=Docker Engine of the virtual container host %i
Documentation=https://docs.docker.com
After=docker-vch-network@%i.service
Requires=docker-vch-network@%i.service

[Service]
Type=notify
Slice=vch-%i.slice
NetworkNamespacePath=/run/netns/vch-%i
RuntimeDirectory=docker-vch/%i
RuntimeDirectoryMode=0711
StateDirectory=docker-vch/%i
StateDirectoryMode=0711
InaccessiblePaths=-/run/docker.sock
TemporaryFileSystem=/run/containerd
ExecStart=${program} --config-file /etc/docker/vch/%i.json
ExecReload=/bin/kill -s HUP $MAINPID
TimeoutStartSec=0
Restart=on-failure
RestartSec=2
LimitNOFILE=infinity
LimitNPROC=infinity
LimitCORE=0
TasksMax=infinity
Delegate=yes
KillMode=mixed
OOMScoreAdjust=-500

[Install]
WantedBy=multi-user.target
`;

/** Returns the steps for the files of all dedicated engines. */
export function dedicatedEngineFiles(model: HostModel): Step[] {
  const { dedicatedEngines: engines, packages, family } = model;
  if (engines.length === 0) return [];
  return [
    step('make_folder', '/etc/docker/vch', '755'),
    ...(family._facts.selinux ? [step('label_like', DEDICATED_FOLDER, DATA_FOLDER)] : []),
    file(NETWORK_SCRIPT, NETWORK, { mode: '755' }),
    unit('docker-vch-network@.service', NETWORK_UNIT),
    unit('docker-vch@.service', engineUnit(packages.program)),
    ...engines.flatMap((engine) => filesOf(model, engine)),
  ];
}

function filesOf(model: HostModel, engine: DedicatedEngine): Step[] {
  const { name, subnet, memory } = engine;
  const service = `docker-vch@${name}`;
  const first = ipv4Range(subnet)!.first;
  const containers = memory === undefined ? {} : { memory };
  return [
    step('add_group', `vch-${name}`),
    unit(`vch-${name}.slice`, sliceUnit(`Virtual container host ${name}`, engine)),
    unit(`vch-${name}-containers.slice`,
      sliceUnit(`Containers of the virtual container host ${name}`, containers, ENGINE_RESERVE.toBytes())),
    file(`/etc/docker/vch/${name}.network`, `${ipv4Address(first + 1)} ${ipv4Address(first + 2)} 30\n`, { service }),
    file(`/etc/docker/vch/${name}.json`, `${JSON.stringify(dedicatedDaemonJson(model, engine), null, 2)}\n`, { service }),
  ];
}

import { networkOf } from '../answers/network';
import { connect, disconnect } from '../operations/membership';
import { Filters, matches } from '../server/filters';
import { Call, created, noContent, ok, Route } from '../server/route';
import { objectOf, textOf } from '../settings/json';
import { Network } from '../state/networks';

const FILTERS = ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'];
const BUILT_IN = ['bridge', 'host', 'none'];

const networkNamed = ({ state, params }: Call): Network => state.networks.get(params.id!);

/** The requests about networks. */
export const networkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/networks',
    operation: 'list-networks',
    handler: ({ state, query }) => {
      const filters = Filters.parse(query.filters, FILTERS);
      const found = [...state.networks.all()].filter(({ id, name, driver, labels }) => filters.hasLabels(labels)
        && filters.some('name', (each) => matches(name, each))
        && filters.some('id', (each) => matches(id, each))
        && filters.some('driver', (each) => each === driver)
        && filters.some('scope', (each) => each === 'local')
        && filters.some('type', (each) => BUILT_IN.includes(name) === (each === 'builtin')));
      return ok(found.map((network) => networkOf(state, network, false)));
    },
  },
  {
    method: 'GET',
    path: '/networks/:id',
    operation: 'inspect-network',
    handler: (call) => ok(networkOf(call.state, networkNamed(call), true)),
  },
  {
    method: 'POST',
    path: '/networks/create',
    operation: 'create-network',
    handler: ({ state, body }) => {
      const { id, name, driver } = state.networks.create(body);
      state.events.emit('network', 'create', id, { name, type: driver });
      return created({ Id: id, Warning: '' });
    },
  },
  {
    method: 'DELETE',
    path: '/networks/:id',
    operation: 'remove-network',
    handler: (call) => {
      const network = networkNamed(call);
      call.state.networks.remove(network);
      call.state.events.emit('network', 'destroy', network.id, { name: network.name, type: network.driver });
      return noContent();
    },
  },
  {
    method: 'POST',
    path: '/networks/:id/connect',
    operation: 'connect',
    handler: (call) => {
      const network = networkNamed(call);
      const { Container: reference, EndpointConfig: request } = call.body;
      connect(call.state, network, call.state.containers.get(textOf(reference)), objectOf(request));
      return { status: 200 };
    },
  },
  {
    method: 'POST',
    path: '/networks/:id/disconnect',
    operation: 'disconnect',
    handler: (call) => {
      const network = networkNamed(call);
      disconnect(call.state, network, call.state.containers.get(textOf(call.body.Container)));
      return { status: 200 };
    },
  },
];

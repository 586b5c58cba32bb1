import { TEMPLATE_BODY } from './template';
import { MOST_REPLICAS } from '../../../src/shared/clones';
import { ENGINE_NAME, ENGINE_NAME_RULE } from '../../../src/shared/engine';
import { defineSchema } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { integer, matching } from '../shared/validators';

const NAME = matching(ENGINE_NAME_RULE, ENGINE_NAME);

export const schema = defineSchema({
  description: 'Many containers from one template, spread over hosts and kept as one thing. The state has the template and sums, and does '
    + 'not grow with the number of containers. The containers are found by their labels. A plan shows in `summary` what is not as '
    + 'described, and an apply creates, starts, changes, moves or removes only what differs.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The value of the label `berth.clone-set` of all containers.' },
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [NAME],
      description: 'The beginning of the names of the containers: `web` makes `web-0`, `web-1` and so on.',
    },
    replicas: {
      type: 'number',
      required: true,
      validators: [integer(0, MOST_REPLICAS)],
      description: 'The number of containers. Fewer remove those with the highest indexes.',
    },
    overlap_seconds: {
      type: 'number',
      optional: true,
      default: 5,
      validators: [integer(0, 3600, 'seconds')],
      description: 'For how many seconds a container that moves to another host runs on both, so that what forwards requests to it finds '
        + 'the new one before the old one ends. The default is 5.',
    },
    placement: {
      type: ['map', 'number'],
      computed: true,
      stable: true,
      description: 'The number of containers on each host, by its name. It follows from `name`, `replicas` and the hosts.',
    },
    summary: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'How many containers run as described, and what is wrong with the others.',
    },
  },
  blocks: {
    host: {
      nesting: 'list',
      minItems: 1,
      description: 'A host of the containers. They are spread evenly: each host has its share, rounded up, and at most a tenth more. '
        + 'A host that is added gets its part of them. Each container that moves is created on its new host, and is healthy there if '
        + '`wait` is set, before the old one is removed.',
      attributes: {
        name: {
          type: 'string',
          required: true,
          validators: [NAME],
          description: 'The name of the host in this set. The spread depends on it.',
        },
        engine: {
          type: 'string',
          optional: true,
          description: 'The name of the `engine` block of the provider. By default, the provider\'s own engine.',
        },
        image: {
          type: 'string',
          optional: true,
          description: 'The image on this host, if it has another id there. By default, that of the template.',
        },
        drain: {
          type: 'bool',
          optional: true,
          default: false,
          description: 'Moves all containers away from the host, before it is removed from the list. Containers with data in a local '
            + 'volume can\'t move: the plan fails.',
        },
      },
    },
    template: {
      nesting: 'list',
      minItems: 1,
      maxItems: 1,
      description: 'What each container is: the attributes and blocks of `docker_container`, except for `name`, `attach`, `logs`, `rm` '
        + 'and `timeouts`. In texts, `{{clone.index}}` is the position of a container from 0, `{{clone.number}}` the position from 1, and '
        + '`{{clone.name}}` its name. The host\'s port is `external` plus the position. What the engine can change while a container '
        + 'runs is changed so; for any other change, the containers are replaced one after the other, each only after the one before runs, '
        + 'and is healthy if `wait` is set.',
      attributes: { ...TEMPLATE_BODY.attributes, image: { ...TEMPLATE_BODY.attributes.image!, required: false, optional: true } },
      blocks: TEMPLATE_BODY.blocks!,
    },
  },
});

export type CloneSetModel = Model<typeof schema>;

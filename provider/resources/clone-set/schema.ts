import { forkBlock } from './fork/schema';
import { TEMPLATE_BODY } from './template';
import { MOST_REPLICAS } from '../../../src/shared/clones';
import { ENGINE_NAME, ENGINE_NAME_RULE } from '../../../src/shared/engine';
import { defineSchema } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { noLock } from '../container/fields/process';
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
      validators: [NAME, noLock],
      description: 'The beginning of the names of the containers: `web` makes `web-0`, `web-1` and so on.',
    },
    replicas: {
      type: 'number',
      required: true,
      validators: [integer(0, MOST_REPLICAS)],
      description: 'The number of containers that run. Fewer remove those with the highest indexes, and of these unhealthy ones first. An '
        + 'unhealthy one that stays is replaced.',
    },
    standby: {
      type: 'number',
      optional: true,
      default: 0,
      validators: [integer(0, MOST_REPLICAS)],
      description: 'The number of containers that are started and paused, beside `replicas`. More replicas then resume them, and others '
        + 'are started in their place. A paused container keeps its memory. It does not count for `max_containers` of a virtual container '
        + 'host.',
    },
    overlap_seconds: {
      type: 'number',
      optional: true,
      default: 5,
      validators: [integer(0, 3600, 'seconds')],
      description: 'For how many seconds a container that moves to another host runs on both, so that what forwards requests to it finds '
        + 'the new one before the old one ends. The default is 5.',
    },
    keep_on_failure: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Whether a creation that fails for some containers keeps the others. Terraform replaces what could not be created. With '
        + 'true, the apply ends with a warning instead of an error, and a `postcondition` on `complete` makes it fail without that.',
    },
    imported: {
      type: 'bool',
      computed: true,
      stable: true,
      description: 'Whether containers of the set bear no labels of a set, since they were imported. They belong to it by their names.',
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
    complete: {
      type: 'bool',
      computed: true,
      stable: true,
      description: 'Whether all containers are as described.',
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
    rolling_update: {
      nesting: 'list',
      maxItems: 1,
      description: 'How containers are replaced: in batches. The next batch begins when all containers of the one before run, and are '
        + 'healthy if they have a health check. At the first batch of which one fails, the update stops. By default, one container is '
        + 'replaced at a time.',
      attributes: {
        max_unavailable: {
          type: 'number',
          optional: true,
          default: 1,
          validators: [integer(0, MOST_REPLICAS)],
          description: 'How many containers of a batch are removed before their successors are created.',
        },
        max_surge: {
          type: 'number',
          optional: true,
          default: 0,
          validators: [integer(0, MOST_REPLICAS)],
          description: 'How many containers of a batch are created before the old ones are removed. They are named `web-0-next` until '
            + 'then. Not possible with ports of the host or fixed addresses. Both mount the same volumes for that time.',
        },
        rollback: {
          type: 'bool',
          optional: true,
          default: false,
          description: 'After a failure, brings all containers back to the template from before. The apply fails all the same. Files of '
            + '`secret_file` have their new content, since the state does not keep the one from before.',
        },
      },
    },
    fork: forkBlock,
    template: {
      nesting: 'list',
      minItems: 1,
      maxItems: 1,
      description: 'What each container is: the attributes and blocks of `docker_container`, except for `name`, `attach`, `logs`, `rm` '
        + 'and `timeouts`. In texts, `{{clone.index}}` is the position of a container from 0, `{{clone.number}}` the position from 1, and '
        + '`{{clone.name}}` its name. The host\'s port is `external` plus the position. What the engine can change while a container '
        + 'runs is changed so; for any other change, the containers are replaced (`rolling_update`).',
      attributes: { ...TEMPLATE_BODY.attributes, image: { ...TEMPLATE_BODY.attributes.image!, required: false, optional: true } },
      blocks: TEMPLATE_BODY.blocks!,
    },
  },
});

export type CloneSetModel = Model<typeof schema>;

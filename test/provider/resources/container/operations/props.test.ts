import { PROPS } from '../../../../../provider/resources/container/operations/props';
import { FieldName, FIELDS } from '../../../../../src/workload/container/fields/table';

test.each(Object.entries(PROPS))('`%s` is the attribute of the prop `%s`', (attribute, prop) => {
  expect(FIELDS[prop as FieldName].attributes).toContain(attribute);
});

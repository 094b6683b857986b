// Holds a value to a JSON schema, as far as our schemas go (draft 7): types, members, items,
// choices and references. A word that it does not know is an error, so that no schema says more
// than is tested.

type Schema = Readonly<Record<string, unknown>>;

const known = new Set([
  ...["$schema", "$id", "$ref", "title", "description", "definitions", "type", "const", "enum"],
  ...["required", "properties", "items", "uniqueItems", "minItems", "maxItems", "oneOf", "allOf"],
]);

/** What is wrong with the value, each with its place. */
export function schemaErrors(schema: unknown, value: unknown): readonly string[] {
  const root = objectOf(schema);
  return errorsAt(root, root, value, "$");
}

function objectOf(value: unknown): Schema {
  if (typeof value !== "object" || value === null) throw new Error("a schema is an object");
  return value as Schema;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function errorsAt(root: Schema, schema: Schema, value: unknown, at: string): readonly string[] {
  const strange = Object.keys(schema).find((word) => !known.has(word));
  if (strange !== undefined) throw new Error(`the schema says ${strange}, which is not tested`);
  const inside = (part: unknown) => errorsAt(root, objectOf(part), value, at);
  const referred = schema["$ref"];
  if (typeof referred === "string") return inside(resolve(root, referred));
  const fitting = listOf(schema["oneOf"]).filter((part) => inside(part).length === 0);
  return [
    ...("type" in schema && !listed(schema["type"]).some((type) => isOf(type, value))
      ? [`${at} is no ${listed(schema["type"]).join(" or ")}`]
      : []),
    ...("const" in schema && schema["const"] !== value ? [`${at} is another constant`] : []),
    ...("enum" in schema && !listOf(schema["enum"]).includes(value) ? [`${at} is not listed`] : []),
    ...("oneOf" in schema && fitting.length !== 1 ? [`${at} is not one of the choices`] : []),
    ...listOf(schema["allOf"]).flatMap(inside),
    ...memberErrors(root, schema, value, at),
    ...itemErrors(root, schema, value, at),
  ];
}

function memberErrors(root: Schema, schema: Schema, value: unknown, at: string): readonly string[] {
  if (!isOf("object", value)) return [];
  const members = objectOf(value);
  const missing = listOf(schema["required"]).filter((name) => !(String(name) in members));
  const properties = Object.entries(objectOf(schema["properties"] ?? {}));
  return [
    ...missing.map((name) => `${at} has no ${String(name)}`),
    ...properties.flatMap(([name, of]) =>
      name in members ? errorsAt(root, objectOf(of), members[name], `${at}.${name}`) : [],
    ),
  ];
}

function itemErrors(root: Schema, schema: Schema, value: unknown, at: string): readonly string[] {
  if (!Array.isArray(value)) return [];
  const all: readonly unknown[] = value;
  const { minItems = 0, maxItems = Infinity, uniqueItems, items } = schema;
  const isRepeated = uniqueItems === true && new Set(all).size < all.length;
  return [
    ...(all.length < Number(minItems) || all.length > Number(maxItems) ? [`${at} is cut`] : []),
    ...(isRepeated ? [`${at} repeats itself`] : []),
    ...(items === undefined
      ? []
      : all.flatMap((item, i) => errorsAt(root, objectOf(items), item, `${at}[${i}]`))),
  ];
}

function listed(type: unknown): readonly string[] {
  return (Array.isArray(type) ? type : [type]).map(String);
}

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object")
    return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function resolve(root: Schema, reference: string): unknown {
  return reference
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((part, name) => objectOf(part)[name], root);
}

// Trees as text for a person to compare: `(kind field=value ...)` without spans, and the commonest
// expressions as they are written, fully bracketed.

type Fields = Readonly<Record<string, unknown>>;

const width = 96;

/** A node of the tree, or a list of them, one line each where that fits. */
export function treeText(value: unknown, indent = ""): string {
  const flat = flatText(value);
  if (indent.length + flat.length <= width || !isFields(value)) return flat;
  const inner = `${indent}  `;
  const lines = partsOf(value).flatMap(([field, part]) => {
    if (!Array.isArray(part)) return [`${inner}${field}=${treeText(part, inner)}`];
    const line = `${inner}${field}=${flatText(part)}`;
    if (line.length <= width) return [line];
    const items = part as readonly unknown[];
    const deeper = `${inner}  `;
    return [`${inner}${field}=`, ...items.map((item) => `${deeper}${treeText(item, deeper)}`)];
  });
  return [`(${titleOf(value)}`, ...lines].join("\n") + ")";
}

function flatText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flatText).join(" ")}]`;
  if (typeof value === "string") return JSON.stringify(value);
  if (!isFields(value)) return String(value);
  const short = shortText(value);
  if (short !== undefined) return short;
  const parts = partsOf(value).map(([field, part]) =>
    part === true ? field : `${field}=${flatText(part)}`,
  );
  return `(${[titleOf(value), ...parts].join(" ").trim()})`;
}

function shortText(node: Fields): string | undefined {
  const { kind } = node;
  if (kind === undefined && typeof node["text"] === "string") return node["text"];
  if (kind === "name") return flatText(node["name"]);
  if (kind === "number")
    return node["hex"] === true
      ? `0x${(node["value"] as bigint).toString(16)}`
      : String(node["value"]);
  if (kind === "boolean") return String(node["value"]);
  if (kind === "wildcard") return "_";
  if (kind === "binary")
    return `(${flatText(node["left"])} ${String(node["operator"])} ${flatText(node["right"])})`;
  if (kind === "unary") return `(${String(node["operator"])} ${flatText(node["operand"])})`;
  if (kind === "field") return `${flatText(node["of"])}.${flatText(node["name"])}`;
  if (kind === "index") return `${flatText(node["of"])}[${flatText(node["index"])}]`;
  if (kind === "apply") {
    const values = node["arguments"] as readonly unknown[];
    return `${flatText(node["name"])}(${values.map(flatText).join(", ")})`;
  }
  return undefined;
}

function titleOf(node: Fields): string {
  return typeof node["kind"] === "string" ? node["kind"] : "";
}

function partsOf(node: Fields): [string, unknown][] {
  return Object.entries(node).filter(
    ([field, part]) =>
      field !== "kind" &&
      field !== "span" &&
      part !== undefined &&
      part !== false &&
      !(Array.isArray(part) && part.length === 0),
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

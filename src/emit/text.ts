// The text of initializers and bodies: the same expressions for both languages, with types or
// without.

import { inLanguage, property } from "./model/code.js";
import type { Language } from "./model/code.js";
import type { Body, FunctionValue, Parameter, Value } from "./model/module.js";

export type { Language } from "./model/code.js";

export function valueText(value: Value, language: Language): string {
  switch (value.kind) {
    case "text":
      return inLanguage(value.text, language);
    case "object": {
      const members = value.members.map(({ name, value: inner, isComputed = false }) => {
        const text = valueText(inner, language);
        return isComputed ? `get ${name}() {\nreturn ${text};\n}` : property(name, text);
      });
      if (members.length === 0) return "{}";
      return value.isTall ? `{\n${members.join(",\n")},\n}` : `{ ${members.join(", ")} }`;
    }
    case "list": {
      const items = value.items.map(({ value: inner, remark }) => {
        const text = valueText(inner, language);
        return remark === undefined ? text : `\n// ${remark}\n${text}`;
      });
      return `[${items.join(", ")}]`;
    }
    case "function":
      return functionText(value, language);
  }
}

function functionText({ parameters, result, body }: FunctionValue, language: Language): string {
  const returned = result === undefined || language === "javascript" ? "" : `: ${result}`;
  const head = `(${parametersText(parameters, language)})${returned} =>`;
  return body.kind === "expression"
    ? `${head} ${inLanguage(body.text, language)}`
    : `${head} {\n${bodyText(body, language)}\n}`;
}

export function parametersText(parameters: readonly Parameter[], language: Language): string {
  return parameters
    .map(({ text, type }) =>
      type === undefined || language === "javascript" ? text : `${text}: ${type}`,
    )
    .join(", ");
}

/** The statements of a body. */
export function bodyText(body: Body, language: Language): string {
  const text = body.kind === "expression" ? `return ${body.text};` : body.statements.join("\n");
  return inLanguage(text, language);
}

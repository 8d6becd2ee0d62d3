namespace Playground.Workflows.Tests.Expressions;

internal enum TokenKind
{
    End,
    Name,
    Number,
    Text,
    Sign,
}

/// <summary>A word or sign of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">How it stands there; of a text, what it says.</param>
internal readonly record struct ExpressionToken(TokenKind Kind, string Text)
{
    private static readonly string[] Signs = ["&&", "||", "==", "!=", "<=", ">=", "!", "<", ">", "(", ")", "[", "]", ".", ","];

    /// <summary>Takes an expression apart.</summary>
    internal static List<ExpressionToken> Read(string expression)
    {
        var tokens = new List<ExpressionToken>();
        int at = 0;
        while (at < expression.Length)
        {
            char c = expression[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            ExpressionToken token = c == '\'' ? ReadText(expression, ref at)
                : char.IsAsciiDigit(c) ? ReadWhile(TokenKind.Number, expression, ref at, char.IsAsciiDigit)
                : char.IsAsciiLetter(c) || c == '_' ? ReadWhile(TokenKind.Name, expression, ref at, next => char.IsAsciiLetterOrDigit(next) || next is '_' or '-')
                : ReadSign(expression, ref at);
            tokens.Add(token);
        }

        tokens.Add(new ExpressionToken(TokenKind.End, ""));
        return tokens;
    }

    private static ExpressionToken ReadWhile(TokenKind kind, string expression, ref int at, Func<char, bool> belongs)
    {
        int start = at;
        while (at < expression.Length && belongs(expression[at]))
        {
            at++;
        }

        return new ExpressionToken(kind, expression[start..at]);
    }

    private static ExpressionToken ReadText(string expression, ref int at)
    {
        var text = new System.Text.StringBuilder();
        for (at++; at < expression.Length; at++)
        {
            if (expression[at] != '\'')
            {
                text.Append(expression[at]);
            }
            else if (at + 1 < expression.Length && expression[at + 1] == '\'')
            {
                text.Append('\'');
                at++;
            }
            else
            {
                at++;
                return new ExpressionToken(TokenKind.Text, text.ToString());
            }
        }

        throw new NotSupportedException($"A text is not closed in: {expression}");
    }

    private static ExpressionToken ReadSign(string expression, ref int at)
    {
        foreach (string sign in Signs)
        {
            if (string.CompareOrdinal(expression, at, sign, 0, sign.Length) == 0)
            {
                at += sign.Length;
                return new ExpressionToken(TokenKind.Sign, sign);
            }
        }

        throw new NotSupportedException($"'{expression[at]}' means nothing here: {expression}");
    }
}

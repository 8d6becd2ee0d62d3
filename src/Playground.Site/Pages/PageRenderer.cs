using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Playground.Site.Pages;

/// <summary>Renders components to the bytes of a page, with the framework's own renderer. Safe to use from several threads.</summary>
internal static class PageRenderer
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The page that a component makes of its model; it is not to wait for anything.</summary>
    /// <typeparam name="T">The component, with a parameter <c>Model</c>.</typeparam>
    internal static byte[] Render<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(object model)
        where T : IComponent
    {
        using var renderer = new HtmlRenderer(PageServices.Instance, NullLoggerFactory.Instance);
        return renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model })).ConfigureAwait(false);
            using var text = new StringWriter();
            text.Write("<!doctype html>\n");
            root.WriteHtmlTo(text);
            return Utf8.GetBytes(text.GetStringBuilder().ToString());
        }).GetAwaiter().GetResult();
    }

    /// <summary>Pages are made of what they are given and of nothing else.</summary>
    private sealed class PageServices : IServiceProvider
    {
        internal static PageServices Instance { get; } = new();

        public object? GetService(Type serviceType) => serviceType == typeof(HtmlEncoder) ? Here.Encoder : null;
    }
}
